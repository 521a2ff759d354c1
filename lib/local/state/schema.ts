/**
 * Every statement may run again on a file that has it. Documents of API Gateway are kept as JSON, what is searched in
 * columns. The `day` of usage is an hour, `YYYY-MM-DDTHH`, or from earlier versions a day, which sorts before its hours.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS api_keys (
  id TEXT PRIMARY KEY, value TEXT NOT NULL UNIQUE, properties TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS plan_keys (
  plan_id TEXT NOT NULL, key_id TEXT NOT NULL, PRIMARY KEY (plan_id, key_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage (
  plan_id TEXT NOT NULL, key_id TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (plan_id, key_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS grants (
  plan_id TEXT NOT NULL, key_id TEXT NOT NULL, day TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (plan_id, key_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rest_apis (
  id TEXT PRIMARY KEY, properties TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS plans (
  id TEXT PRIMARY KEY, properties TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
