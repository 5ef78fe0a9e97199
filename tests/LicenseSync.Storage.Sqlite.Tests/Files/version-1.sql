-- A file of schema version 1, as it was released. Never to be changed.
CREATE TABLE lease (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    holder TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE schedule (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    enabled_at INTEGER NOT NULL
) STRICT;

CREATE TABLE instance (
    name TEXT PRIMARY KEY NOT NULL,
    server_id TEXT,
    host_name TEXT,
    state TEXT NOT NULL,
    last_sync_at INTEGER,
    last_attempt_at INTEGER,
    failure_kind TEXT,
    failure_code TEXT,
    failure_message TEXT,
    accounts INTEGER,
    is_encrypted INTEGER NOT NULL,
    content_hash TEXT,
    last_delivery_id TEXT,
    pending_delivery_id TEXT
) STRICT;

CREATE TABLE run (
    id TEXT PRIMARY KEY NOT NULL,
    started_by TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT,
    delivered INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    instances_left_out INTEGER,
    server_accounts INTEGER,
    cloud_accounts INTEGER,
    licenses_consumed INTEGER,
    enterprise_licenses_consumed INTEGER,
    visual_studio_licenses_consumed INTEGER,
    licenses_saved INTEGER,
    licenses_purchased INTEGER,
    failure_kind TEXT,
    failure_code TEXT,
    failure_message TEXT
) STRICT;

CREATE INDEX run_started_at ON run (started_at DESC, id);

INSERT INTO lease VALUES (1, '0B6E9C5A-4C1D-4B6F-9F59-3A2C7D1E8F00', 253402300799999999);
INSERT INTO schedule VALUES (1, 1772445600123456);
INSERT INTO instance VALUES ('lab', NULL, NULL, 'NeverSynced', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO instance VALUES ('main', 'a1c4e7f0-2b5d-4c8e-b1a3-6d9f2e5c8b70', 'ghes.octo.example', 'UsageUploaded', 1772445600000000, 1772449200000001, 'InvalidInput', 'LS1002', 'The file ends in the middle.' || char(16) || '0000', 12, 1, '00ff', '1', '2');
INSERT INTO run VALUES ('0B6E9C5A-4C1D-4B6F-9F59-3A2C7D1E8F00', 'Schedule', 1772445600000000, 1772445607000000, 'Failed', 3, 2, 1, 1, 2, 3, 4, 5, 6, 7, NULL, 'Remote', 'LS6001', 'gone');
INSERT INTO run VALUES ('0B6E9C5A-4C1D-4B6F-9F59-3A2C7D1E8F01', 'Upload', 1772445600000001, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
PRAGMA application_id = 1280530766;
PRAGMA user_version = 1;
