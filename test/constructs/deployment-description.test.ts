import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DeploymentDescription,
  readDeploymentDescription,
  writeDeploymentDescription,
} from '../../lib/constructs/deployment-description.ts';

const version = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}:[1-9][0-9]{0,4}$/);
const description: fc.Arbitrary<DeploymentDescription> = fc.record(
  {
    document: fc.stringMatching(/^[0-9a-f]{16}$/),
    versions: fc.array(version, { minLength: 1, maxLength: 4 }),
    left: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  },
  { requiredKeys: ['document', 'versions'] },
);

describe('the description of a Deployment', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(description, (written) => {
        expect(readDeploymentDescription(writeDeploymentDescription(written))).toEqual(written);
      }),
    );
  });

  it.each([undefined, '', 'Created by hand', 'Gatewright document= versions='])('is nothing of ours: %j', (text) => {
    expect(readDeploymentDescription(text)).toBeUndefined();
  });
});
