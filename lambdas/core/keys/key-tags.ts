/** Tags of API Gateway's resources that are ours. */
const OWN = 'gatewright:';

/** Of a REST API: the name of its table `state`. */
export const STATE_TABLE_TAG = `${OWN}state-table`;

/** Of a REST API: the name of the secret that keys of callers without one are derived from. */
export const PLAN_KEY_SECRET_TAG = `${OWN}plan-key-secret`;

/** Of a usage plan: how long its keys count at most, in seconds. */
export const KEY_LIFETIME_TAG = `${OWN}key-lifetime`;

/** Of the usage plan by which callers without a key of their own are counted: `true`. */
export const DEFAULT_PLAN_TAG = `${OWN}default-plan`;

/** Of an API key whose value is derived from who calls, so that nobody sends it: from what. */
export const DERIVED_TAG = `${OWN}derived`;

/** Of an API key: when it ends, ISO 8601. */
export const EXPIRES_TAG = `${OWN}expires`;

/** Of an API key: whose it is. */
export const CONSUMER_TAG = `${OWN}consumer`;

/** Of an API key that a command has not finished with: which one, so that the same command can finish it. */
export const UNFINISHED_TAG = `${OWN}unfinished`;

/** Of an API key that was rotated: the id of the one in its place. */
export const SUCCESSOR_TAG = `${OWN}successor`;

/** Of an API key that never works again: since when, ISO 8601. */
export const REVOKED_TAG = `${OWN}revoked`;

export const isOwnTag = (name: string): boolean => name.startsWith(OWN) || name.startsWith('aws:');
