/**
 * The ledger's tables, as migrations: the position in the list is the schema's version. A migration that has been released
 * is never edited. Instants are ms since 1970 UTC, amounts millionths of a cent; an id that the API sends as `null` is `''`,
 * because SQLite never finds two NULLs equal and would keep the same row twice.
 *
 * A bucket of usage is one row, so a bucket that is read again replaces all that was held of it. A series is stored once and
 * usage refers to it: its seven names would otherwise be most of the file.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE organization (
    ref INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    default_workspace_id TEXT NOT NULL DEFAULT ''
  ) STRICT;

  CREATE TABLE series (
    ref INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organization,
    workspace_id TEXT NOT NULL,
    api_key_id TEXT NOT NULL,
    model TEXT NOT NULL,
    service_tier TEXT NOT NULL,
    context_window TEXT NOT NULL,
    inference_geo TEXT NOT NULL,
    speed TEXT NOT NULL,
    UNIQUE (organization, workspace_id, api_key_id, model, service_tier, context_window, inference_geo, speed)
  ) STRICT;

  -- The usage of one bucket, a row a series, packed: see packedUsage.ts. 'width' is '1m' or '1h'.
  CREATE TABLE usage (
    organization INTEGER NOT NULL REFERENCES organization,
    width TEXT NOT NULL,
    start INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (organization, width, start)
  ) STRICT;

  -- What has been asked for: 'shown' tells a bucket that the API answered from one that it left out.
  CREATE TABLE bucket (
    organization INTEGER NOT NULL REFERENCES organization,
    width TEXT NOT NULL,
    start INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    split_geo TEXT NOT NULL,
    split_fast INTEGER NOT NULL,
    PRIMARY KEY (organization, width, start)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE cost (
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    workspace_id TEXT NOT NULL,
    cost_type TEXT NOT NULL,
    description TEXT NOT NULL,
    model TEXT NOT NULL,
    token_type TEXT NOT NULL,
    service_tier TEXT NOT NULL,
    context_window TEXT NOT NULL,
    inference_geo TEXT NOT NULL,
    speed TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (organization, start, workspace_id, cost_type, description, model, token_type, service_tier,
      context_window, inference_geo, speed)
  ) STRICT, WITHOUT ROWID;

  -- Readings of a day's bill: what tells a whole one from one that still grows, and what it wants usage to be told apart by.
  CREATE TABLE bill (
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    first_read_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    split_geo TEXT NOT NULL,
    split_fast INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (organization, start)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE name (
    organization INTEGER NOT NULL REFERENCES organization,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    hint TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    PRIMARY KEY (organization, type, id)
  ) STRICT, WITHOUT ROWID;

  -- What was estimated live at a day's end, to be compared with its bill.
  CREATE TABLE live_estimate (
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (organization, start)
  ) STRICT, WITHOUT ROWID;

  -- Instants that windows share: when the API was last asked, until when it is to be left alone.
  CREATE TABLE moment (
    organization INTEGER NOT NULL REFERENCES organization,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (organization, name)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Choices of the panel that were given a name, as JSON: see shared/choice.ts.
  CREATE TABLE saved_view (
    organization INTEGER NOT NULL REFERENCES organization,
    name TEXT NOT NULL,
    choice TEXT NOT NULL,
    PRIMARY KEY (organization, name)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What everybody did with Claude Code on a UTC day that was read, packed: see packedClaudeCode.ts.
  CREATE TABLE claude_code_day (
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (organization, start)
  ) STRICT;
  `,
  `
  -- A live estimate by the kind of what was used, as JSON: see estimateTable.ts. It goes when the estimate does.
  CREATE TABLE live_estimate_kinds (
    organization INTEGER NOT NULL,
    start INTEGER NOT NULL,
    kinds TEXT NOT NULL,
    PRIMARY KEY (organization, start),
    FOREIGN KEY (organization, start) REFERENCES live_estimate ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- A bill's total when it was first final, and when a later reading last changed it by a cent or more (0: it did not).
  ALTER TABLE bill ADD COLUMN first_final_total INTEGER;
  ALTER TABLE bill ADD COLUMN restated_at INTEGER NOT NULL DEFAULT 0;

  -- The reading that first showed what is held of a line of a bill, and of a bucket of usage.
  ALTER TABLE cost ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
  UPDATE cost SET changed_at = (
    SELECT bill.changed_at FROM bill WHERE bill.organization = cost.organization AND bill.start = cost.start);
  ALTER TABLE bucket ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
  UPDATE bucket SET changed_at = read_at;

  -- Tokens of a UTC day as the API sums them up by the day: what its hours are held against.
  CREATE TABLE day_total (
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (organization, start)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Lines that an answer had and no figure counts, in their own words: see setApartTable.ts.
  CREATE TABLE set_apart (
    organization INTEGER NOT NULL REFERENCES organization,
    report TEXT NOT NULL,
    start INTEGER NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (organization, report, start, line)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Measurements of the stopwatch: see measurementTable.ts. Without a key one is of everything, with '' of usage without a key.
  CREATE TABLE measurement (
    organization INTEGER NOT NULL REFERENCES organization,
    started_at INTEGER NOT NULL,
    api_key_id TEXT,
    stopped_at INTEGER,
    stopped_by TEXT,
    settled_at INTEGER,
    amount INTEGER,
    basis TEXT,
    unpriced_tokens INTEGER,
    PRIMARY KEY (organization, started_at)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX running_measurement ON measurement (organization) WHERE stopped_at IS NULL;
  `,
  `
  -- Values that own a colour of the charts, and the end of the newest use of each: see figures/colors.
  CREATE TABLE owned_color (
    organization INTEGER NOT NULL REFERENCES organization,
    dimension TEXT NOT NULL,
    value_id TEXT NOT NULL,
    slot INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (organization, dimension, value_id),
    UNIQUE (organization, dimension, slot)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Alerts, and what windows have done about them: see alertTable.ts. The choice, as JSON, is what the panel opens with.
  CREATE TABLE alert (
    organization INTEGER NOT NULL REFERENCES organization,
    id TEXT NOT NULL,
    message TEXT NOT NULL,
    choice TEXT NOT NULL,
    budget TEXT,
    event TEXT,
    due_at INTEGER NOT NULL,
    claimed_at INTEGER,
    shown_at INTEGER,
    PRIMARY KEY (organization, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX unshown_alert ON alert (organization) WHERE shown_at IS NULL;
  `,
  `
  -- Notes of users on UTC days. An id is not given twice: a window may still hold that of a note that is gone.
  CREATE TABLE day_note (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX day_note_by_day ON day_note (organization, start);
  `,
  `
  -- Sums of closed UTC days, which stay when the history is shortened: the organization's, and packed those by scope: see
  -- daySumTable.ts. Amounts are text, as integers of any size.
  CREATE TABLE day_sum (
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    revision TEXT NOT NULL,
    amount TEXT NOT NULL,
    basis TEXT NOT NULL,
    unpriced_tokens INTEGER NOT NULL,
    is_unused INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (organization, start)
  ) STRICT;
  `,
  `
  -- Prepaid balances and top-ups in the order they were typed: see balanceTable.ts. 'drift' is ours less what was typed,
  -- 'rest' the spend from the instant to the end of its UTC day.
  CREATE TABLE balance_entry (
    ref INTEGER PRIMARY KEY,
    organization INTEGER NOT NULL REFERENCES organization,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    drift INTEGER,
    rest_amount INTEGER,
    rest_basis TEXT,
    rest_unpriced_tokens INTEGER NOT NULL DEFAULT 0,
    rest_by_hour INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  `,
  `
  -- Budgets as they were defined, and what they have crossed in each period: see crossingTable.ts.
  CREATE TABLE watched_budget (
    organization INTEGER NOT NULL REFERENCES organization,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    over_since INTEGER,
    snoozed_until INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    PRIMARY KEY (organization, name, definition)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE budget_crossing (
    organization INTEGER NOT NULL REFERENCES organization,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    period_start INTEGER NOT NULL,
    crossed TEXT NOT NULL,
    outcome TEXT NOT NULL,
    crossed_at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (organization, name, definition, period_start, crossed)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX budget_crossing_by_time ON budget_crossing (organization, crossed_at);
  `,
  `
  -- What months were forecast to come to on some of their days, to be compared with their bills: see keptForecastTable.ts.
  CREATE TABLE kept_forecast (
    organization INTEGER NOT NULL REFERENCES organization,
    month_start INTEGER NOT NULL,
    day INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    middle TEXT NOT NULL,
    low TEXT,
    high TEXT,
    PRIMARY KEY (organization, month_start, day)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Unusual spend that was found, and causes of it that the user expects: see unusualTable.ts. 'within' is JSON.
  CREATE TABLE unusual_event (
    organization INTEGER NOT NULL REFERENCES organization,
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    dimension TEXT,
    scope_id TEXT NOT NULL,
    within TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    is_over INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    usual INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (organization, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE expected_cause (
    organization INTEGER NOT NULL REFERENCES organization,
    rule TEXT NOT NULL,
    scope TEXT NOT NULL,
    amount INTEGER NOT NULL,
    marked_at INTEGER NOT NULL,
    PRIMARY KEY (organization, rule, scope)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The organization's output tokens of a day; NULL where they are not known. Those of each value are in 'packed'.
  ALTER TABLE day_sum ADD COLUMN output_tokens INTEGER;
  `,
  `
  -- Exports to OpenTelemetry: see otelTable.ts. 'progress' is JSON; what is packed is JSON, deflated.
  CREATE TABLE otel_installation (ref INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
  CREATE TABLE otel_export (
    organization INTEGER PRIMARY KEY REFERENCES organization,
    stamp INTEGER NOT NULL,
    progress TEXT NOT NULL,
    counters BLOB NOT NULL
  ) STRICT;
  CREATE TABLE otel_day (
    organization INTEGER NOT NULL REFERENCES organization,
    start INTEGER NOT NULL,
    revision TEXT NOT NULL,
    counts BLOB NOT NULL,
    PRIMARY KEY (organization, start)
  ) STRICT;
  CREATE TABLE otel_request (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL REFERENCES organization,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    series INTEGER NOT NULL,
    body BLOB NOT NULL,
    counts BLOB NOT NULL
  ) STRICT;
  `,
  `
  -- What a month's final bills said when its reports were written, and again once they were restated; and the files of each
  -- edition: see monthlyReportTable.ts. 'amounts' is JSON.
  CREATE TABLE month_edition (
    organization INTEGER NOT NULL REFERENCES organization,
    month_start INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    restated_at INTEGER,
    amounts TEXT NOT NULL,
    PRIMARY KEY (organization, month_start, edition)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE monthly_report (
    organization INTEGER NOT NULL REFERENCES organization,
    month_start INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    report TEXT NOT NULL,
    format TEXT NOT NULL,
    path TEXT,
    written_at INTEGER,
    PRIMARY KEY (organization, month_start, edition, report, format)
  ) STRICT, WITHOUT ROWID;
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;
