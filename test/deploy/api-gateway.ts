import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { REGION } from './emulator.ts';

/** The emulator's control plane, which takes any credentials. */
export const apiGateway = (endpoint: string): APIGatewayClient =>
  new APIGatewayClient({ endpoint, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
