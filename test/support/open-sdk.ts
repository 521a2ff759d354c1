import { APIGatewayClient } from '@aws-sdk/client-api-gateway';

/** AWS's own client of the control plane, without retries: what is refused is seen. */
export function openSdk(endpoint: string): APIGatewayClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new APIGatewayClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}
