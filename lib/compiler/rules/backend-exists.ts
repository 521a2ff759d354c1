import { chooseBackend } from '../backends/choose-backend.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import type { Rule } from '../reading.ts';

export const backendExists: Rule = (reading, report) => {
  const { backends, operations, options } = reading;
  for (const operation of operations) {
    if (operation.policy.mock !== undefined) continue;
    const choice = chooseBackend(operation, reading);
    if (choice.kind === 'named' && !backends.has(choice.name)) {
      const nearest = nearestWord(choice.name, backends.keys());
      const advice =
        nearest === undefined ? 'declare it in x-gateway.backends of the document' : `did you mean "${nearest}"`;
      const pointer = layerPointer(operation.layers, ['backend']);
      report(error('backend-exists', pointer, `backend "${choice.name}" does not exist, ${advice}`));
    }
    if (choice.kind === 'none' && options.backend === undefined) {
      const message =
        'nothing says where requests go, add servers, give x-gateway.backends, or name a target by the option backend';
      report(error('backend-exists', '/paths', message));
    }
  }
};
