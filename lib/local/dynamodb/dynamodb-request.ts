import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export type DynamoDbAnswer =
  | { readonly kind: 'done'; readonly output: Readonly<Record<string, unknown>> }
  /** @property type without its namespace: `ResourceNotFoundException` */
  | { readonly kind: 'refused'; readonly type: string; readonly message: string };

/** Calls one action of DynamoDB's API; dynalite wants the shape of a signature but does not check it. */
export async function dynamoDbRequest(endpoint: string, action: string, input: object): Promise<DynamoDbAnswer> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${action}`,
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  };
  const { status, body } = await post(endpoint, headers, JSON.stringify(input));
  const output = JSON.parse(body);
  if (status === 200) return { kind: 'done', output };
  return {
    kind: 'refused',
    type: String(output.__type).split('#').at(-1) ?? '',
    message: String(output.message ?? output.Message ?? ''),
  };
}

function post(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  content: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint, { method: 'POST', headers, agent: false }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(content);
  });
}
