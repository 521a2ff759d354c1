import {
  cloudMapTargets,
  distinctTargets,
  type InstanceAttributes,
  MOST_TARGETS,
} from '../core/outbound/discovered-targets.ts';
import type { CloudMapSource } from '../core/outbound-config.ts';
import type { TargetConfig } from '../core/router-config.ts';
import { callAwsJson } from './aws-json.ts';
import { type AwsEnvironment, awsService } from './aws-request.ts';

export interface CloudMapEnvironment extends AwsEnvironment {
  readonly AWS_ENDPOINT_URL_SERVICEDISCOVERY?: string | undefined;
}

/** Rejects with why it is not known which targets there are: the service's name for the error, or the connection's. */
export type CloudMapResolver = (source: CloudMapSource) => Promise<readonly TargetConfig[]>;

/** Milliseconds for one call, the first connection's handshake included. */
const TIMEOUT = 2000;

/** Of 1,000 instances with thirty attributes of some hundred bytes. */
const ANSWER_LIMIT = 8 * 1024 * 1024;

/** Instances that are well, or all where none is: Cloud Map's own failing open (API reference, DiscoverInstances). */
export function createCloudMapResolver(environment: CloudMapEnvironment): CloudMapResolver {
  const service = awsService('servicediscovery', environment, environment.AWS_ENDPOINT_URL_SERVICEDISCOVERY);
  return async (source) => {
    const outcome = await callAwsJson(service, {
      target: 'Route53AutoNaming_v20170314.DiscoverInstances',
      input: {
        NamespaceName: source.namespace,
        ServiceName: source.service,
        MaxResults: MOST_TARGETS,
        HealthStatus: 'HEALTHY_OR_ELSE_ALL',
      },
      timeout: TIMEOUT,
      answerLimit: ANSWER_LIMIT,
    });
    if (outcome.kind === 'failed') throw failure(outcome.reason);
    const { Instances } = outcome.reply;
    if (!Array.isArray(Instances)) throw failure('the answer lists no instances');
    return distinctTargets(cloudMapTargets(source, Instances.map(attributesOf)));
  };
}

function attributesOf(instance: unknown): InstanceAttributes {
  const { Attributes } = (instance ?? {}) as { readonly Attributes?: unknown };
  const strings = Object.entries(Attributes ?? {}).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(strings);
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });
