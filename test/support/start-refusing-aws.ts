import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** As one service says it; the query protocol and the JSON ones have names of their own for some. */
export interface AwsRefusal {
  readonly message: string;
  /** The code of CloudFormation and STS. */
  readonly query: string;
  /** The type of API Gateway, Lambda and DynamoDB. */
  readonly json: string;
}

export interface RefusingAws {
  readonly url: string;
  close(): void;
}

/** JSON, or XML as it is. */
type Answers = Readonly<Record<string, object | string>>;

/**
 * AWS, as far as it refuses, over a real port: errors in the form of each protocol (AWS's "Common Errors" pages; Smithy's awsQuery, restJson1 and awsJson1.0).
 * @param answers bodies of what is not refused, by method and path, or by the action of a query
 */
export async function startRefusingAws(refusal: AwsRefusal, answers: Answers = {}): Promise<RefusingAws> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.once('end', () => answer(request, body, response, refusal, answers));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(
  { method, url, headers }: IncomingMessage,
  body: string,
  response: ServerResponse,
  refusal: AwsRefusal,
  answers: Answers,
): void {
  const action = new URLSearchParams(body).get('Action');
  const allowed = answers[action ?? `${method} ${url?.split('?')[0]}`];
  const { message, query, json } = refusal;
  if (typeof allowed === 'string') response.writeHead(200, { 'Content-Type': 'text/xml' }).end(allowed);
  else if (allowed !== undefined)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(allowed));
  else if (headers['x-amz-target'] !== undefined)
    response
      .writeHead(400, { 'Content-Type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify({ __type: `com.amazon.coral.service#${json}`, message }));
  else if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    response
      .writeHead(403, { 'Content-Type': 'text/xml' })
      .end(
        `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">\n  <Error>\n    <Type>Sender</Type>\n    <Code>${query}</Code>\n    <Message>${message}</Message>\n  </Error>\n  <RequestId>5ab0f2f4</RequestId>\n</ErrorResponse>\n`,
      );
  else
    response
      .writeHead(403, {
        'Content-Type': 'application/json',
        'x-amzn-ErrorType': `${json}:http://internal.amazon.com/coral/`,
      })
      .end(JSON.stringify({ message }));
}
