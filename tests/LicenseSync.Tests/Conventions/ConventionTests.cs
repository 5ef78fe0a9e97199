using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using LicenseSync.Accounts;

namespace LicenseSync.Tests.Conventions;

public class ConventionTests
{
    private static readonly Assembly Library = typeof(ServerAccount).Assembly;

    [Fact]
    public void PublicClasses_Always_AreSealedStaticOrAbstract()
    {
        IEnumerable<string> open = Library.GetExportedTypes().Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract).Select(type => type.FullName!);

        Assert.Empty(open);
    }

    [Fact]
    public void AsyncMethods_Always_TakeACancellationTokenLast()
    {
        IEnumerable<string> without = PublicMethods()
            .Where(method => IsAsynchronous(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
            .Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(without);
    }

    [Fact]
    public void AsyncMethods_Always_EndInAsync()
    {
        IEnumerable<string> misnamed = PublicMethods()
            .Where(method => IsAsynchronous(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(misnamed);
    }

    [Fact]
    public void PublicMembers_Always_HaveADocComment()
    {
        string documentation = Path.ChangeExtension(Library.Location, ".xml");
        HashSet<string> documented = [.. XDocument.Load(documentation).Descendants("member").Select(member => member.Attribute("name")!.Value)];

        IEnumerable<string> without = Library.GetExportedTypes().Select(type => $"T:{type.FullName!.Replace('+', '.')}").Where(name => !documented.Contains(name));

        Assert.Empty(without);
    }

    [Fact]
    public void Namespaces_Always_AreFolders()
    {
        string source = Path.Combine(Repository.Root, "src", "LicenseSync");
        foreach (string file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            string folder = Path.GetRelativePath(source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            string expected = folder switch
            {
                "." => "namespace LicenseSync;",
                "DependencyInjection" => "namespace Microsoft.Extensions.DependencyInjection;",
                _ => $"namespace LicenseSync.{folder};",
            };

            Assert.Contains(expected, File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(ModelsWithPersonalData))]
    public void ToString_OfAModel_PrintsNoPersonalData(object model)
    {
        string text = model.ToString()!;

        Assert.DoesNotContain("ada", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
    }

    public static TheoryData<object> ModelsWithPersonalData() =>
    [
        EmailAddress.Parse("ada@octo.example"),
        new ServerAccount { UserId = 7, Login = "ada", ProfileName = "Ada", Emails = [new() { Address = "ada@octo.example" }] },
        new ServerAccountEmail { Address = "ada@octo.example", IsPrimary = true },
        new ConsumedLicense { GitHubComLogin = "ada", GitHubComName = "Ada", GitHubComSamlNameId = "ada@octo.example" },
        new CloudAccount { Login = "ada", VerifiedEmails = ["ada@octo.example"] },
        new PendingInvitation { Login = "ada@octo.example" },
        new VisualStudioSubscriber { SubscriptionEmail = EmailAddress.Parse("ada@octo.example") },
        new ExternalIdentity { GitHubComLogin = "ada" },
        new SamlIdentity { NameId = "ada@octo.example", Username = "ada" },
        new ScimIdentity { UserName = "ada@octo.example", DisplayName = "Ada" },
        new SamlAttribute { Name = "urn:name", Value = "ada@octo.example" },
        new IdentityEmail { Value = "ada@octo.example" },
        AdditionalProperty.From("nickname", "ada@octo.example"),
        new LicenseSync.Reconciliation.Person { GitHubComLogin = "ada" },
        new LicenseSync.Reconciliation.PersonServerAccount { Id = ServerUserId.From("ghes.example", "ada"), Login = "ada" },
        new LicenseSync.Reconciliation.AccountMatch
        {
            Id = ServerUserId.From("ghes.example", 7),
            Rule = "name_id",
            Email = EmailAddress.Parse("ada@octo.example"),
            Evidence = new() { CandidateLogin = "ada", ServerRecord = new("a.json", 1), CandidateRecord = new("b.json", 2) },
        },
    ];

    private static IEnumerable<MethodInfo> PublicMethods() => Library.GetExportedTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null);

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open
            && (open == typeof(IAsyncEnumerable<>) || open == typeof(ValueTask<>)))
        || type == typeof(ValueTask);
}
