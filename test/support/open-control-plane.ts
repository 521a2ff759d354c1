import { afterAll } from '@jest/globals';
import { startLocalGateway } from '../../lib/local/index.ts';
import { mockIntegration, openApi } from './local-api.ts';
import { writeLocalAssembly } from './local-assembly.ts';
import { openSdk } from './open-sdk.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A local gateway of one API, and AWS's client of its control plane; both are closed after the tests of the file. */
export async function openControlPlane() {
  const assembly = await writeLocalAssembly({ body: openApi({ '/a': { get: mockIntegration('ok') } }) });
  const gateway = await startLocalGateway({ assembly: assembly.dir, port: 0, stateDir: temporaryFolder() });
  const aws = openSdk(gateway.url);
  afterAll(async () => {
    aws.destroy();
    await gateway.close();
    await assembly.remove();
  });
  return { gateway, aws };
}
