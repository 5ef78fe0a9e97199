-- Version 1, as it was released, of the schema that SCHEMA stands for. Never to be changed.
CREATE schema SCHEMA;

CREATE TABLE SCHEMA.sync_lease (
    only_row boolean PRIMARY KEY CHECK (only_row),
    holder uuid NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE TABLE SCHEMA.sync_schedule (
    only_row boolean PRIMARY KEY CHECK (only_row),
    enabled_at timestamptz NOT NULL
);

CREATE TABLE SCHEMA.sync_instance (
    name_sha256 bytea PRIMARY KEY,
    name text NOT NULL,
    server_id text,
    host_name text,
    state text NOT NULL,
    last_sync_at timestamptz,
    last_attempt_at timestamptz,
    failure_kind text,
    failure_code text,
    failure_message text,
    accounts bigint,
    is_encrypted boolean NOT NULL,
    content_hash text,
    last_delivery_id text,
    pending_delivery_id text
);

CREATE TABLE SCHEMA.sync_run (
    id uuid PRIMARY KEY,
    started_by text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    outcome text,
    delivered bigint NOT NULL,
    unchanged bigint NOT NULL,
    failed bigint NOT NULL,
    instances_left_out bigint,
    server_accounts bigint,
    cloud_accounts bigint,
    licenses_consumed bigint,
    enterprise_licenses_consumed bigint,
    visual_studio_licenses_consumed bigint,
    licenses_saved bigint,
    licenses_purchased bigint,
    failure_kind text,
    failure_code text,
    failure_message text
);

CREATE INDEX sync_run_started_at ON SCHEMA.sync_run (started_at DESC, id);

CREATE TABLE SCHEMA.sync_schema (version integer PRIMARY KEY, migrated_at timestamptz NOT NULL DEFAULT clock_timestamp());
INSERT INTO SCHEMA.sync_schema (version) VALUES (1);
INSERT INTO SCHEMA.sync_lease VALUES (true, '0b6e9c5a-4c1d-4b6f-9f59-3a2c7d1e8f00', '2126-01-01Z');
INSERT INTO SCHEMA.sync_schedule VALUES (true, '2026-03-02 10:00:00.123456Z');
INSERT INTO SCHEMA.sync_instance VALUES ('\xa51146d38077ff992eba84cf1d5e9b249073503eb74868699016153b031a38f7', 'lab', NULL, NULL, 'NeverSynced', NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, NULL);
INSERT INTO SCHEMA.sync_instance VALUES ('\x0d6e4079e36703ebd37c00722f5891d28b0e2811dc114b129215123adcce3605', 'main', 'a1c4e7f0-2b5d-4c8e-b1a3-6d9f2e5c8b70', 'ghes.octo.example', 'UsageUploaded', '2026-03-02 10:00Z', '2026-03-02 11:00:00.000001Z', 'InvalidInput', 'LS1002', 'The file ends in the middle.' || chr(16) || '0000', 12, true, '00ff', '1', '2');
INSERT INTO SCHEMA.sync_run VALUES ('0b6e9c5a-4c1d-4b6f-9f59-3a2c7d1e8f00', 'Schedule', '2026-03-02 10:00Z', '2026-03-02 10:00:07Z', 'Failed', 3, 2, 1, 1, 2, 3, 4, 5, 6, 7, NULL, 'Remote', 'LS6001', 'gone');
INSERT INTO SCHEMA.sync_run VALUES ('0b6e9c5a-4c1d-4b6f-9f59-3a2c7d1e8f01', 'Upload', '2026-03-02 10:00:00.000001Z', NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
