import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ServerRequest } from '../http-server.ts';
import { isFromProgram } from '../is-from-program.ts';
import type { Answer } from '../steps/exchange.ts';

/** What an SDK reads of an answer's fields. */
const TOLD = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];

/** DynamoDB on the gateway's own port, so that one endpoint setting serves a program for all of it. */
export async function forwardToDynamoDb(asked: ServerRequest, endpoint: string | undefined): Promise<Answer> {
  if (!isFromProgram(asked))
    return refused('AccessDeniedException', 'DynamoDB answers programs of this machine, no web pages');
  if (endpoint === undefined)
    return refused('ResourceNotFoundException', 'the assembly has no tables, so there is no DynamoDB here');
  return new Promise((resolve, reject) => {
    const headers = [...asked.rawHeaders];
    const outgoing = request(endpoint, { method: asked.method, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers: fields } = response;
      const told = TOLD.flatMap((name) => (typeof fields[name] === 'string' ? [name, fields[name]] : []));
      buffer(response).then((body) => resolve({ kind: 'answer', status, headers: told, body }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(asked.body);
  });
}

/** As DynamoDB writes its errors. */
const refused = (type: string, message: string): Answer => ({
  kind: 'answer',
  status: 400,
  headers: ['Content-Type', 'application/x-amz-json-1.0'],
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message }),
});
