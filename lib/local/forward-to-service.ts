import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ServerRequest } from './http-server.ts';
import { isFromProgram } from './is-from-program.ts';
import type { Answer } from './steps/exchange.ts';

/** What an SDK reads of an answer's fields. */
const TOLD = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];

export interface Service {
  readonly name: string;
  /** Before the types of its errors. */
  readonly errors: string;
  readonly contentType: string;
  /** `undefined`: what is served needs none. */
  readonly endpoint: string | undefined;
}

/** A service on the gateway's own port, so that one endpoint setting serves a program for all of it. */
export async function forwardToService(asked: ServerRequest, service: Service): Promise<Answer> {
  const { name, endpoint } = service;
  if (!isFromProgram(asked))
    return refused(service, 'AccessDeniedException', `${name} answers programs of this machine, no web pages`);
  if (endpoint === undefined)
    return refused(service, 'ResourceNotFoundException', `the assembly has no use for it, so there is no ${name} here`);
  return new Promise((resolve, reject) => {
    const headers = [...asked.rawHeaders];
    const outgoing = request(endpoint, { method: asked.method, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers: fields } = response;
      const told = TOLD.flatMap((field) => (typeof fields[field] === 'string' ? [field, fields[field]] : []));
      buffer(response).then((body) => resolve({ kind: 'answer', status, headers: told, body }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(asked.body);
  });
}

/** As the JSON protocols write their errors. */
const refused = ({ errors, contentType }: Service, type: string, message: string): Answer => ({
  kind: 'answer',
  status: 400,
  headers: ['Content-Type', contentType],
  body: JSON.stringify({ __type: `${errors}${type}`, message }),
});
