/** What AWS leaves undocumented, or does differently from account to account: each a switch, with what is likeliest as default. */
export interface Behaviour {
  /** Whether a quota's DAY is the UTC calendar's or the last 24 hours, to the hour: write-ups have seen both. */
  readonly 'quota-day': 'utc' | 'rolling';
  /** Whether a quota's `offset` is the first day of its WEEK (0: Sunday) or MONTH (0: the first), as AWS's validator has it, or means nothing. */
  readonly 'quota-offset': 'first-day' | 'ignored';
  /** Milliseconds after which a new API key works; AWS takes up to two minutes. */
  readonly 'key-delay': number;
  /** Whether the control plane refuses calls over its documented rates with 429. */
  readonly 'control-plane-limits': 'on' | 'off';
  /** Where the stage's throttle of a method without a key stands. */
  readonly 'stage-throttle': 'after-authorizer' | 'before-authorizer';
  /** Requests per second of the whole account, with half of it as burst; 0: no limit. AWS has 10,000 and 5,000. */
  readonly 'account-throttle': number;
  /** Whether models enforce `minItems` and `maxItems`: the import keeps them, "Important notes" denies them. */
  readonly 'array-bounds': 'enforced' | 'ignored';
  /** Whether required headers are looked for by their exact name; HTTP clients differ in case. */
  readonly 'header-names': 'any-case' | 'exact';
  /** Whether a Lambda proxy answer may have an object as body, which is then written as JSON. */
  readonly 'object-body': 'refused' | 'accepted';
  /** What a plan's throttle of a method does with the plan's own: AWS's words are "override". */
  readonly 'method-throttle': 'replaces' | 'adds';
}

export const DEFAULT_BEHAVIOUR: Behaviour = {
  'quota-day': 'utc',
  'quota-offset': 'first-day',
  'key-delay': 0,
  'control-plane-limits': 'off',
  'stage-throttle': 'after-authorizer',
  'account-throttle': 0,
  'array-bounds': 'enforced',
  'header-names': 'any-case',
  'object-body': 'refused',
  'method-throttle': 'replaces',
};

/** The words that each switch takes; a number where there are none. */
export const BEHAVIOUR_VALUES: Readonly<Record<keyof Behaviour, readonly string[]>> = {
  'quota-day': ['utc', 'rolling'],
  'quota-offset': ['first-day', 'ignored'],
  'key-delay': [],
  'control-plane-limits': ['on', 'off'],
  'stage-throttle': ['after-authorizer', 'before-authorizer'],
  'account-throttle': [],
  'array-bounds': ['enforced', 'ignored'],
  'header-names': ['any-case', 'exact'],
  'object-body': ['refused', 'accepted'],
  'method-throttle': ['replaces', 'adds'],
};

/** Reads one `NAME=VALUE`; `undefined`: there is no such switch, or it does not take the value. */
export function readBehaviour(text: string): Partial<Behaviour> | undefined {
  const [, name = '', value = ''] = /^([\w-]+)=([\w.-]+)$/.exec(text) ?? [];
  if (!isSwitch(name)) return undefined;
  const words = BEHAVIOUR_VALUES[name];
  if (words.length > 0) return words.includes(value) ? { [name]: value } : undefined;
  const number = Number(value);
  return value !== '' && number >= 0 ? { [name]: number } : undefined;
}

function isSwitch(name: string): name is keyof Behaviour {
  return Object.hasOwn(BEHAVIOUR_VALUES, name);
}
