/** The peer of the router: a handler that only forwards, with the same HTTP client, and knows nothing of HTTP's rules. */
import { Agent, request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const agent = new Agent({ keepAlive: true });

export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { httpMethod: method, path, multiValueHeaders } = event;
  return new Promise((resolve, reject) => {
    const url = `${process.env.BARE_TARGET}${path}`;
    const { Host: _, ...headers } = multiValueHeaders as Record<string, string[]>; // present in every proxy event
    const request = httpRequest(url, { agent, method, headers }, async (response) => {
      const body = await buffer(response);
      resolve({
        statusCode: response.statusCode ?? 502,
        multiValueHeaders: response.headersDistinct as Record<string, string[]>, // absent names are not enumerated
        body: body.toString('base64'),
        isBase64Encoded: true,
      });
    });
    request.once('error', reject).end(event.body ?? undefined);
  });
}
