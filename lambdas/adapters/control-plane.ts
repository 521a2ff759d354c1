import { type AwsEnvironment, type AwsOutcome, awsService, sendAws } from './aws-request.ts';

export interface ControlPlaneEnvironment extends AwsEnvironment {
  readonly AWS_ENDPOINT_URL_API_GATEWAY?: string | undefined;
}

/** API Gateway's own API, for functions beside the way of requests. */
export interface ControlPlane {
  readonly region: string;
  get(path: string): Promise<AwsOutcome>;
  patch(path: string, body: object): Promise<AwsOutcome>;
}

/** Milliseconds for one call. */
const TIMEOUT = 5000;

/** @param answerLimit bytes */
export function controlPlane(environment: ControlPlaneEnvironment, answerLimit: number): ControlPlane {
  const service = awsService('apigateway', environment, environment.AWS_ENDPOINT_URL_API_GATEWAY);
  const call = {
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    timeout: TIMEOUT,
    answerLimit,
  };
  return {
    region: service.region,
    get: (path) => sendAws(service, { ...call, method: 'GET', path, body: '' }),
    patch: (path, body) => sendAws(service, { ...call, method: 'PATCH', path, body: JSON.stringify(body) }),
  };
}
