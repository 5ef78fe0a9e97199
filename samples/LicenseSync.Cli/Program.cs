System.Console.WriteLine("licensesync");
return 0;
