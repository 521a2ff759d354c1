import { nearestWord, stageOverlays } from '../compiler/index.ts';
import { UserError } from '../errors.ts';
import { checkStageName } from './stage-name.ts';

/** What `cdk deploy -c …` and `stages` of cdk.json say of one stage. */
export interface DeploySettings {
  readonly document: string;
  /** The stage's own one, which lies beside the document, comes first. */
  readonly overlays: readonly string[];
  readonly stageName: string;
  /** Absent: where the CDK CLI's credentials lead. */
  readonly account?: string;
  readonly region?: string;
  /** ARN of a key of KMS. */
  readonly encryptionKey?: string;
  readonly apiGatewayLogRole?: 'existing' | 'create';
  /** ARN of a topic of SNS. */
  readonly alarmTopic?: string;
  readonly dashboard?: boolean;
  /** Of API Gateway's resources in one API. */
  readonly resourceQuota?: number;
}

type Value = string | boolean | number;

interface SettingForm {
  readonly form: RegExp;
  /** What that is. */
  readonly expected: string;
  /** What `-c` gives as a text, and `cdk.json` may give as it is. @default - the text */
  readonly read?: (text: string) => Value;
}

type Setting = Exclude<keyof DeploySettings, 'document' | 'overlays' | 'stageName'>;

const SETTINGS: Readonly<Record<Setting, SettingForm>> = {
  account: { form: /^\d{12}$/, expected: 'an account id of 12 digits, in quotes' },
  region: { form: /^[a-z]{2}(?:-[a-z]+)+-\d+$/, expected: 'a Region such as eu-west-1' },
  encryptionKey: { form: /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, expected: 'the ARN of a KMS key' },
  apiGatewayLogRole: { form: /^(?:existing|create)$/, expected: '"existing" or "create"' },
  alarmTopic: { form: /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, expected: 'the ARN of an SNS topic' },
  dashboard: { form: /^(?:true|false)$/, expected: 'true or false', read: (text) => text === 'true' },
  resourceQuota: { form: /^[1-9]\d{0,8}$/, expected: 'a whole number above 0', read: Number },
};

const NAMES = Object.keys(SETTINGS) as readonly Setting[]; // the object's own keys

/** @param context of the CDK: the command line's word, else that of cdk.json. Throws `UserError` for what no deploy could do. */
export function deploySettings(context: Readonly<Record<string, unknown>>): DeploySettings {
  checkSpelling(Object.keys(context));
  const document = String(context.document ?? 'openapi/gateway.yaml');
  const stageName = String(context.stage ?? 'dev');
  checkStageName(stageName);
  const declared = declaredStage(stageName, context.stages);
  const named = String(context.overlay ?? '');
  return {
    document,
    stageName,
    overlays: [...stageOverlays(document, stageName), ...named.split(',').filter(Boolean)],
    ...Object.fromEntries(NAMES.flatMap((name) => checked(name, context[name] ?? declared[name]))),
  };
}

const KEYS = ['document', 'overlay', 'stage', 'stages', ...NAMES];

/** The CDK takes any key: a mistyped one would deploy the example, or to where nobody meant. */
function checkSpelling(keys: readonly string[]): void {
  for (const key of keys) {
    const near = KEYS.includes(key) ? undefined : nearestWord(key, KEYS);
    if (near === undefined) continue;
    const message = `the context "${key}" means nothing here, did you mean "${near}"? Correct it in cdk.json, or with -c`;
    throw new UserError('INVALID_OPTION', message);
  }
}

/** Where cdk.json lists stages, no other one is deployed: a mistyped name would be a stage without its overlay and account. */
function declaredStage(stageName: string, stages: unknown): Readonly<Record<string, unknown>> {
  if (stages === undefined) return {};
  if (!isRecord(stages)) throw wrong('stages', stages, 'an object of stages by name');
  const names = Object.keys(stages);
  const stage = Object.hasOwn(stages, stageName) ? stages[stageName] : undefined;
  if (stage === undefined) {
    const near = nearestWord(stageName, names);
    const some = near === undefined ? 'name one of them with -c stage=NAME' : `did you mean "${near}"?`;
    const advice = names.length === 0 ? 'add it there, or leave stages out' : some;
    throw new UserError(
      'INVALID_OPTION',
      `there is no stage "${stageName}", cdk.json has ${names.join(', ') || 'none'}: ${advice}`,
    );
  }
  if (!isRecord(stage)) throw wrong(`stages.${stageName}`, stage, `an object with ${NAMES.join(', ')}`);
  const unknown = Object.keys(stage).find((name) => !Object.hasOwn(SETTINGS, name));
  if (unknown !== undefined) throw wrong(`stages.${stageName}`, unknown, NAMES.join(', '));
  return stage;
}

function checked(name: Setting, value: unknown): readonly (readonly [Setting, Value])[] {
  if (value === undefined) return [];
  const { form, expected, read } = SETTINGS[name];
  // An account id as a number would have lost its zeros.
  const text = typeof value === 'string' || read === undefined ? value : String(value);
  if (typeof text !== 'string' || !form.test(text)) throw wrong(name, value, expected);
  return [[name, read === undefined ? text : read(text)]];
}

const wrong = (what: string, found: unknown, expected: string): UserError =>
  new UserError(
    'INVALID_OPTION',
    `${what} is ${JSON.stringify(found)}, expected ${expected}: correct it in cdk.json, or with -c`,
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
