using System.Xml.Linq;
using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace LicenseSync.Web.Security;

/// <summary>Keeps the keys of cookies in the database, so that replicas and restarts take each other's.</summary>
internal sealed class KeyRepository(WebStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.GetDataProtectionKeys().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) => store.AddDataProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
