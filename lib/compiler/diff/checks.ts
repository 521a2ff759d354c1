/**
 * Everything `gatewright diff` can say of what consumers see, and how it judges it. Requests are contravariant (what was
 * accepted must stay accepted), responses covariant (nothing may come that could not come before).
 */

/** `unclear`: the documents do not tell whether consumers break; someone has to look. */
export type Verdict = 'breaking' | 'unclear' | 'compatible';

export interface Check {
  /** Completes "…". Markdown. */
  readonly says: string;
  readonly verdict: Verdict;
}

/** A check about values, which are judged by who sends them. */
export interface ValueCheck {
  readonly says: string;
  readonly request: Verdict;
  readonly response: Verdict;
}

const breaking = (says: string): Check => ({ says, verdict: 'breaking' });
const unclear = (says: string): Check => ({ says, verdict: 'unclear' });
const compatible = (says: string): Check => ({ says, verdict: 'compatible' });

/** Fewer values are valid: what clients send may be refused. */
const narrower = (says: string): ValueCheck => ({ says, request: 'breaking', response: 'compatible' });
/** More values are valid: what clients get may be new to them. */
const wider = (says: string): ValueCheck => ({ says, request: 'compatible', response: 'breaking' });
const other = (says: string): ValueCheck => ({ says, request: 'breaking', response: 'breaking' });
const unknown = (says: string): ValueCheck => ({ says, request: 'unclear', response: 'unclear' });

export const OPERATION_CHECKS = {
  'operation-removed': breaking('an operation is gone, or disabled'),
  'operation-moved': breaking('an operation has another method or path, under the same `operationId`'),
  'operation-added': compatible('an operation is new'),
  'operation-id-changed': compatible('an operation has another `operationId`; generated clients name it anew'),
  'operation-deprecated': compatible('an operation is deprecated'),
} as const satisfies Record<string, Check>;

export const REQUEST_CHECKS = {
  'parameter-removed': breaking('a parameter is gone: what clients send in it has no effect'),
  'new-required-parameter': breaking('a new parameter is required'),
  'new-optional-parameter': compatible('a new parameter is optional'),
  'parameter-became-required': breaking('a parameter became required'),
  'parameter-became-optional': compatible('a parameter became optional'),
  'empty-value-refused': breaking('a parameter may not be sent without a value any more (`allowEmptyValue`)'),
  'empty-value-allowed': compatible('a parameter may be sent without a value'),
  'parameter-serialization-changed': breaking(
    'a parameter is written otherwise: `style`, `explode`, or its media type',
  ),
  'body-removed': breaking('a request has no body any more'),
  'new-required-body': breaking('a request needs a body, which it had not'),
  'new-optional-body': compatible('a request may have a body, which it had not'),
  'body-became-required': breaking('the body of a request became required'),
  'body-became-optional': compatible('the body of a request became optional'),
  'request-media-type-removed': breaking('a media type of the request body is gone'),
  'request-media-type-added': compatible('a media type of the request body is new'),
  'request-encoding-changed': unclear('parts of a form or of a multipart body are encoded otherwise'),
} as const satisfies Record<string, Check>;

export const RESPONSE_CHECKS = {
  'success-status-removed': breaking('a 2xx status is gone, and no range or `default` stands for it'),
  'error-status-removed': compatible('another status is gone'),
  'status-added': compatible('a status is new'),
  'response-media-type-removed': breaking('a media type of a response is gone'),
  'response-media-type-added': compatible('a media type of a response is new'),
  'required-header-removed': breaking('a header field that every response had is gone'),
  'header-removed': compatible('a header field that a response could have is gone'),
  'header-became-optional': breaking('a header field that every response had may be missing'),
  'header-added': compatible('a header field is new'),
} as const satisfies Record<string, Check>;

export const ACCESS_CHECKS = {
  'security-stronger': breaking(
    'credentials that were enough are not any more: another scheme, more scopes, an alternative less',
  ),
  'security-weaker': compatible('fewer credentials are enough'),
  'security-scheme-changed': breaking(
    'a scheme wants another kind of credential, from another place or issuer, or for another audience',
  ),
  'security-scheme-widened': compatible('a scheme takes credentials of more issuers, or for more audiences'),
  'plan-removed': breaking('a plan is gone'),
  'plan-added': compatible('a plan is new'),
  'plan-renamed': compatible('a plan has a new name and keeps its keys (`was`)'),
  'plan-throttle-lowered': breaking('a plan allows fewer requests per second, or at once'),
  'plan-throttle-raised': compatible('a plan allows more requests per second, or at once'),
  'plan-allows-less': breaking('keys of a plan may call fewer operations, or count for a shorter time'),
  'plan-allows-more': compatible('keys of a plan may call more operations, or count for a longer time'),
  'quota-lowered': breaking('a plan allows fewer requests in a period'),
  'quota-raised': compatible('a plan allows more requests in a period'),
  'quota-changed': unclear('a plan counts over another period'),
  'throttle-lowered': breaking('an operation takes fewer requests per second, or at once'),
  'throttle-raised': compatible('an operation takes more requests per second, or at once'),
  'timeout-lowered': breaking('an operation has less time to answer'),
  'timeout-raised': compatible('an operation has more time to answer'),
  'stream-ended': breaking('an answer is buffered that was passed on as it came'),
  'stream-started': compatible('an answer is passed on as it comes'),
  'validation-started': breaking('requests that are not as described are refused, which were passed on'),
  'validation-ended': compatible('requests that are not as described are passed on, which were refused'),
  'cors-narrowed': breaking('pages of an origin may not read an answer any more, send a header field or credentials'),
  'cors-widened': compatible('pages of more origins may read an answer, send a header field or credentials'),
} as const satisfies Record<string, Check>;

export const VALUE_CHECKS = {
  'type-narrowed': narrower('fewer types'),
  'type-widened': wider('more types'),
  'type-changed': other('another type'),
  'enum-value-removed': narrower('a value less'),
  'enum-value-added': wider('a value more'),
  'enum-set': narrower('any value became a list of values'),
  'enum-unset': wider('a list of values became any value'),
  'range-narrowed': narrower('a bound of numbers, lengths or counts is stricter or new'),
  'range-widened': wider('a bound of numbers, lengths or counts is wider or gone'),
  'multiple-narrowed': narrower('`multipleOf` is new, or a multiple of what it was'),
  'multiple-widened': wider('`multipleOf` is gone, or a divisor of what it was'),
  'multiple-changed': other('`multipleOf` is another number'),
  'pattern-set': narrower('a `pattern` is new'),
  'pattern-unset': wider('a `pattern` is gone'),
  'pattern-changed': unknown('a `pattern` is another one'),
  'format-narrowed': narrower('a `format` is new or stricter'),
  'format-widened': wider('a `format` is gone or wider'),
  'format-changed': other('a `format` is another one'),
  'format-unclear': unknown('a `format` that no standard knows is new, gone or another one'),
  'unique-set': narrower('items must be unique'),
  'unique-unset': wider('items need not be unique any more'),
  'new-required-property': narrower('a new property is required'),
  'new-optional-property': { says: 'a new property is optional', request: 'compatible', response: 'compatible' },
  'property-became-required': narrower('a property became required'),
  'property-became-optional': wider('a property became optional'),
  'property-refused': {
    says: 'a property is gone, and no others are allowed',
    request: 'breaking',
    response: 'unclear',
  },
  'required-property-removed': {
    says: 'a property that was always there is gone',
    request: 'unclear',
    response: 'breaking',
  },
  'property-removed': unknown('a property that could be there is gone'),
  'other-properties-refused': narrower('properties that are not named are refused'),
  'other-properties-allowed': wider('properties that are not named are allowed'),
  'alternative-removed': narrower('an alternative of `oneOf` or `anyOf` is gone'),
  'alternative-added': wider('an alternative of `oneOf` or `anyOf` is new'),
  'alternatives-overlap': narrower('some values fit several alternatives of a `oneOf`, which refuses them'),
  'alternatives-exclusive': {
    says: '`anyOf` became `oneOf`, and values may fit several alternatives',
    request: 'unclear',
    response: 'compatible',
  },
  'alternatives-inclusive': {
    says: '`oneOf` became `anyOf`, and values may fit several alternatives',
    request: 'compatible',
    response: 'unclear',
  },
  'part-added': narrower('a part of `allOf`, or what must hold for some values, is new'),
  'part-removed': wider('a part of `allOf`, or what must hold for some values, is gone'),
  'value-refused': narrower('no value is valid any more'),
  'value-allowed': wider('there were no valid values, and now there are'),
  'schema-changed': unknown('a schema changed in a way that cannot be told apart'),
} as const satisfies Record<string, ValueCheck>;

export const FIXED_CHECKS = { ...OPERATION_CHECKS, ...REQUEST_CHECKS, ...RESPONSE_CHECKS, ...ACCESS_CHECKS } as const;

export type FixedCheckName = keyof typeof FIXED_CHECKS;

export type ValueCheckName = keyof typeof VALUE_CHECKS;

export type CheckName = FixedCheckName | ValueCheckName;
