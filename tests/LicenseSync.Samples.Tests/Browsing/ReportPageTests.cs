namespace LicenseSync.Samples.Tests.Browsing;

/// <summary>The HTML report as a browser shows it.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>
{
    private const int Desktop = 1280;
    private const int Phone = 390;

    private static readonly string Image = Path.Combine(Cli.Root, "samples", "data", "report.png");

    [ChromiumTheory]
    [InlineData("sample", Desktop)]
    [InlineData("sample", Phone)]
    [InlineData("hostile", Desktop)]
    [InlineData("hostile", Phone)]
    [InlineData("large", Desktop)]
    [InlineData("large", Phone)]
    public async Task Page_AnyWorldAndWidth_NeverScrollsSideways(string world, int width)
    {
        await using Page page = await browser.OpenAsync(world, width);
        await page.EvaluateAsync<int>("document.querySelectorAll('details').forEach(part => part.open = true), 0");

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal("", await page.EvaluateAsync<string>("""
            [...document.querySelectorAll('body *')]
              .filter(element => !element.closest('svg, caption, thead') && element.getBoundingClientRect().right > innerWidth + 1)
              .map(element => element.outerHTML.slice(0, 80)).join('\n')
            """));
    }

    [ChromiumTheory]
    [InlineData("sample")]
    [InlineData("hostile")]
    [InlineData("large")]
    public async Task Page_AnyWorld_RunsItsOwnScriptAndNothingElse(string world)
    {
        await using Page page = await browser.OpenAsync(world);

        Assert.Empty(page.Complaints);
        Assert.Equal("GitHub Enterprise licenses", await page.EvaluateAsync<string>("document.title"));
        Assert.Equal(1, await page.EvaluateAsync<int>("document.scripts.length"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.images.length"));
        Assert.NotEqual(0, await page.EvaluateAsync<int>("document.querySelectorAll('th button').length"));
    }

    // What would happen if markup did get in: the policy stops it.
    [ChromiumFact]
    public async Task Page_ScriptThatIsNotItsOwn_IsStoppedByThePolicy()
    {
        await using Page page = await browser.OpenAsync("sample");

        string title = await page.EvaluateAsync<string>("""
            new Promise(done => {
              const script = document.createElement('script');
              script.textContent = 'document.title = "pwned"';
              document.body.append(script);
              const image = document.createElement('img');
              image.onerror = () => done(document.title);
              image.src = 'https://octo.example/x.png';
            })
            """);

        Assert.Equal("GitHub Enterprise licenses", title);
        Assert.Contains(page.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task Sorting_NumbersAndTexts_BothWays()
    {
        await using Page page = await browser.OpenAsync("sample");
        const string Click = "document.querySelectorAll('#people th button')[{0}].click(), [...document.querySelectorAll('#people tbody tr')].map(row => row.cells[{0}].innerText.split('\\n')[0]).join()";

        string byName = await page.EvaluateAsync<string>(Click.Replace("{0}", "0", StringComparison.Ordinal));
        string byNumber = await page.EvaluateAsync<string>(Click.Replace("{0}", "3", StringComparison.Ordinal));
        string byNumberDown = await page.EvaluateAsync<string>(Click.Replace("{0}", "3", StringComparison.Ordinal));

        Assert.StartsWith("amara-okafor,anouk-v,atlas-ci,bjorn-h", byName, StringComparison.Ordinal);
        Assert.Equal(byNumber.Split(',').Order(), byNumber.Split(','));
        Assert.Equal(byNumber.Split(',').OrderDescending(), byNumberDown.Split(','));
        Assert.Equal("descending", await page.EvaluateAsync<string>("document.querySelectorAll('#people th')[3].ariaSort"));
    }

    [ChromiumFact]
    public async Task Filter_WordsInAnyOrder_ShowsTheRowsThatHoldThem()
    {
        await using Page page = await browser.OpenAsync("sample");

        string shown = await page.EvaluateAsync<string>("""
            (() => {
              const section = document.getElementById('people');
              const input = section.querySelector('input');
              input.value = 'NAME_ID elif';
              input.dispatchEvent(new Event('input'));
              return [...section.querySelectorAll('tbody tr')].filter(row => row.offsetHeight > 0).map(row => row.cells[0].innerText).join() + '|' + section.querySelector('output').innerText;
            })()
            """);

        Assert.Equal("elif-k\ngithub.com|1 of 24 rows", shown);
    }

    [ChromiumTheory]
    [InlineData(Desktop)]
    [InlineData(Phone)]
    public async Task Page_ScriptsOff_HoldsEverythingAndNoDeadControls(int width)
    {
        await using Page page = await browser.OpenAsync("sample", width, runsScripts: false);

        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('button, input').length"));
        Assert.Equal(24, await page.EvaluateAsync<int>("[...document.querySelectorAll('#people tbody tr')].filter(row => row.offsetHeight > 0).length"));
        Assert.Contains("tariq.aziz@harbor-robotics.example", await page.EvaluateAsync<string>("document.getElementById('suggestions').innerText"), StringComparison.Ordinal);
    }

    // WCAG 2.2, 1.4.3: 4.5 to 1 for text, here for every element that holds some.
    [ChromiumTheory]
    [InlineData(false, "screen")]
    [InlineData(true, "screen")]
    [InlineData(true, "print")]
    public async Task Page_LightDarkOrPrinted_TextHasContrast(bool isDark, string medium)
    {
        await using Page page = await browser.OpenAsync("sample", Desktop, isDark, medium: medium);

        Assert.Equal("", await page.EvaluateAsync<string>("""
            (() => {
              const channels = color => color.match(/[\d.]+/g).map(Number);
              const luminance = color => channels(color).slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
                .reduce((sum, c, index) => sum + c * [.2126, .7152, .0722][index], 0);
              const groundOf = element => {
                for (let at = element; at; at = at.parentElement) {
                  const color = getComputedStyle(at).backgroundColor;
                  if ((channels(color)[3] ?? 1) === 1) return color;
                }
                return 'rgb(255, 255, 255)';
              };
              return [...document.querySelectorAll('body *')].filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && element.checkVisibility() && !element.matches('title, desc, script'))
                .map(element => {
                  const style = getComputedStyle(element);
                  const [a, b] = [luminance(element.closest('svg') ? style.fill : style.color), luminance(groundOf(element))].sort((x, y) => y - x);
                  return { ratio: (a + .05) / (b + .05), text: element.textContent.slice(0, 40) };
                }).filter(found => found.ratio < 4.5).map(found => found.ratio + ' ' + found.text).join('\n');
            })()
            """));
    }

    // Labels in drawings are cut where they do not fit; those of ours always do.
    [ChromiumFact]
    public async Task Charts_OnAPhone_LabelsOfTheSampleWorldFit()
    {
        await using Page page = await browser.OpenAsync("sample", Phone);

        Assert.Equal("", await page.EvaluateAsync<string>("""
            [...document.querySelectorAll('.chart svg svg')].filter(frame => frame.querySelector('text').getBoundingClientRect().right > frame.getBoundingClientRect().left + frame.width.baseVal.value)
              .map(frame => frame.textContent).join('\n')
            """));
    }

    [ChromiumFact]
    public async Task Print_SampleWorld_IsADocument()
    {
        await using Page page = await browser.OpenAsync("sample", medium: "print");

        byte[] document = await page.PrintAsync();

        Assert.Equal("%PDF"u8.ToArray(), document[..4]);
    }

    /// <summary>The README's picture: made anew with LICENSESYNC_APPROVE=1, else only there.</summary>
    [ChromiumFact]
    public async Task Picture_OfTheReadme_IsThere()
    {
        if (Environment.GetEnvironmentVariable("LICENSESYNC_APPROVE") == "1")
        {
            await using Page page = await browser.OpenAsync("sample", 1100);
            int end = await page.EvaluateAsync<int>("Math.ceil(document.getElementById('suggestions').getBoundingClientRect().bottom)");
            await File.WriteAllBytesAsync(Image, await page.ScreenshotAsync(height: end));
        }

        Assert.InRange(new FileInfo(Image).Length, 10_000, 300_000);
    }
}
