import { synthesize } from '../../lib/constructs/synthesize.ts';
import { type LocalGateway, startLocalGateway } from '../../lib/local/index.ts';
import { compileYaml } from './compile-yaml.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DOCUMENT = `
openapi: 3.0.3
info: { title: Plans, version: '1' }
x-gateway:
  plans:
    free: { quota: { limit: 10, period: day } }
    team: { throttle: { rate: 100000, burst: 100000 } }
  mock: { status: 200, body: ok }
  usage: true
paths:
  /hello: { get: { operationId: hello, security: [{ key: [] }], responses: { '200': { description: ok } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
`;

/** A gateway of two plans, `free` (10 requests a day) and `team`, whose operations need a key. */
export async function startPlansGateway(): Promise<LocalGateway> {
  const { model, problems } = compileYaml(DOCUMENT);
  if (model === undefined) throw new Error(JSON.stringify(problems));
  const folder = temporaryFolder();
  const assembly = synthesize({ model, outdir: `${folder}/assembly`, stageName: 'dev' });
  return startLocalGateway({ assembly, port: 0, stateDir: `${folder}/state` });
}
