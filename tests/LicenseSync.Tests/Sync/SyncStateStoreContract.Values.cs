using System.Globalization;
using LicenseSync.Sync;

namespace LicenseSync.Tests.Sync;

/// <summary>What is written comes back, whatever it is.</summary>
public abstract partial class SyncStateStoreContract
{
    // Null and empty are two things; U+0000, its escape and halves of surrogate pairs are texts like any other, and so is SQL.
    private static readonly string?[] HostileTexts =
    [
        null, "", " ", "'; DROP TABLE instance; --", "@holder %s \\ \"", "a\0b", "\0", "\u00100000", "\u0010", "\ud83d", "\ude00x", "😀", "\u0010\ud83d", "e\u0301", "\r\n\t", new('é', 1_000_000),
    ];

    [StoreFact]
    public async Task Instance_HostileTexts_ComeBackAsTheyWere()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        foreach (string? text in HostileTexts)
        {
            InstanceSyncState state = Full with
            {
                HostName = text,
                ContentHash = text,
                LastDeliveryId = text,
                PendingDeliveryId = text,
                Failure = new() { Kind = SyncFailureKind.Unexpected, Code = text, Message = text ?? "" },
            };
            Assert.True(await _store.SaveInstanceAsync(_holder, state));

            Assert.Equal(state, Assert.Single(await _store.GetInstancesAsync()));
        }
    }

    [StoreFact]
    public async Task Instances_HostileNames_AreDifferentInstancesInOrdinalOrder()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);

        // Beyond U+FFFF comes before U+FFFD in UTF-16, and after it in UTF-8.
        string[] names = [.. HostileTexts.OfType<string>(), "\ufffd", "a", "A", "é", "e", new string('é', 1_000_000) + "x"];
        for (int i = 0; i < names.Length; i++)
        {
            Assert.True(await _store.SaveInstanceAsync(_holder, new() { Name = names[i], Accounts = i }));
            Assert.True(await _store.SaveInstanceAsync(_holder, new() { Name = names[i], Accounts = i }));
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), (await _store.GetInstancesAsync()).Select(state => state.Name));
        Assert.All(await _store.GetInstancesAsync(), state => Assert.Equal(names[(int)state.Accounts!.Value], state.Name));
    }

    [StoreFact]
    public async Task Instance_FieldsThatBecomeNull_AreNull()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.SaveInstanceAsync(_holder, Full);
        await _store.SaveInstanceAsync(_holder, new() { Name = Full.Name });

        Assert.Equal(new() { Name = Full.Name }, Assert.Single(await _store.GetInstancesAsync()));
    }

    [StoreFact]
    public async Task Run_ExtremeNumbers_ComeBack()
    {
        var run = new SyncRunRecord
        {
            Id = Guid.Empty,
            StartedAt = Now,
            Delivered = int.MaxValue,
            Unchanged = int.MinValue,
            Totals = new() { ServerAccounts = 0, CloudAccounts = int.MaxValue, LicensesConsumed = 0, EnterpriseLicensesConsumed = 0, VisualStudioLicensesConsumed = 0, LicensesSaved = -1, LicensesPurchased = long.MaxValue },
        };
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.SaveRunAsync(_holder, run);

        Assert.Equal(run, Assert.Single(await _store.GetRunsAsync(int.MaxValue)));
    }

    [StoreFact]
    public async Task Times_OfAnyOffsetAndAge_ComeBackToTheMicrosecond()
    {
        DateTimeOffset[] times =
        [
            Now.AddMicroseconds(123_457), Now.AddMicroseconds(123_457).ToOffset(TimeSpan.FromHours(-9.5)), DateTimeOffset.UnixEpoch.AddMicroseconds(-1),
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue.AddTicks(-9), new(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)),
        ];
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        foreach (DateTimeOffset time in times)
        {
            await _store.SaveInstanceAsync(_holder, new() { Name = time.ToString("O", CultureInfo.InvariantCulture), LastSyncAt = time, LastAttemptAt = time });
            await _store.SaveRunAsync(_holder, new() { Id = Guid.NewGuid(), StartedAt = time, EndedAt = time });
        }

        Assert.All(await _store.GetInstancesAsync(), state => Assert.Equal((state.Name, state.LastSyncAt), (state.LastSyncAt!.Value.ToOffset(DateTimeOffset.Parse(state.Name, CultureInfo.InvariantCulture).Offset).ToString("O", CultureInfo.InvariantCulture), state.LastAttemptAt)));
        Assert.Equal(times.OrderDescending(), (await _store.GetRunsAsync(100)).Select(run => run.StartedAt));
    }

    [StoreFact]
    public async Task EnabledAt_WithTicks_IsKeptToTheMicrosecond()
    {
        DateTimeOffset time = Now.AddTicks(17);

        Assert.Equal(Now.AddTicks(10), await _store.GetOrSetEnabledAtAsync(time));
        Assert.Equal(Now.AddTicks(10), await _store.GetOrSetEnabledAtAsync(time));
    }
}
