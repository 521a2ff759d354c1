/** Tags of API Gateway's resources that are ours. */
const OWN = 'gatewright:';

/** Of a REST API: the name of its table `state`. */
export const STATE_TABLE_TAG = `${OWN}state-table`;

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
