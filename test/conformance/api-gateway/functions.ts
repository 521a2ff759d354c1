/** Sources of the functions in the template, by logical id. */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  Echo: `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`,
  Raw: `exports.handler = async (event) => event;`,
  ReturnBody: `exports.handler = async (event) => JSON.parse(event.body);`,
  Xml: `exports.handler = async () => ({ statusCode: 300, headers: { 'Content-Type': 'application/xml' }, body: '<xml> message completed>' });`,
  Picture: `exports.handler = async (event) => ({
    statusCode: 200,
    headers: { 'Content-Type': 'image/png' },
    body: event.path === '/bad' ? '!not base64!' : '${'iVBORw0KGgo='}',
    isBase64Encoded: event.path !== '/text',
  });`,
  Raise: `exports.handler = async () => {
    const error = new Error('Error: Raising four hundred from within the Lambda function');
    error.name = 'Exception';
    throw error;
  };`,
  Authorize: `exports.handler = async (event) => {
    const token = event.authorizationToken ?? event.headers.Authorization ?? '';
    if (token === 'crash') throw new Error('no');
    if (token === 'unauthorized') throw new Error('Unauthorized');
    const policy = (Effect, Resource) => ({ Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] });
    const answer = { principalId: 'user', policyDocument: policy('Allow', '*'), context: { event: JSON.stringify(event), n: 3 } };
    if (token === 'deny') return { ...answer, policyDocument: policy('Deny', '*') };
    if (token === 'elsewhere') return { ...answer, policyDocument: policy('Allow', event.methodArn + '/elsewhere') };
    if (token === 'this') return { ...answer, policyDocument: policy('Allow', event.methodArn) };
    if (token === 'malformed') return { ...answer, unknown: 1 };
    if (token === 'object') return { ...answer, context: { deep: {} } };
    if (token === 'nothing') return {};
    return answer;
  };`,
};
