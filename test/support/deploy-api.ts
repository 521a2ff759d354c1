import { deployStage } from '../../lib/local/apis/deploy-stage.ts';
import type { RestApiDefinition, StageDefinition } from '../../lib/local/assembly/assembly.ts';
import { DEFAULT_BEHAVIOUR } from '../../lib/local/behaviour.ts';
import { apiProblems } from '../../lib/local/rest-api/api-problems.ts';
import type { HeldApi } from '../../lib/local/rest-api/api-record.ts';
import { holdApi } from '../../lib/local/rest-api/hold-api.ts';
import { unqualifiedArn } from '../../lib/local/rest-api/lambda-uri.ts';
import type { Stage } from '../../lib/local/steps/exchange.ts';

/** An API imported, or refused by name. */
export function hold(definition: RestApiDefinition): HeldApi {
  const problems = apiProblems(() => {});
  const held = holdApi(definition, problems, 0);
  problems.throwIfAny(definition.name);
  return held;
}

/** An API imported and deployed to one of its stages. */
export function deploy(definition: RestApiDefinition, stage: StageDefinition, functionArns: readonly string[]): Stage {
  const held = hold({ ...definition, stages: [stage] });
  const [record] = held.stages;
  if (record === undefined) throw new Error('no stage');
  return deployStage(held, record, {
    cannotRun: (arn) =>
      functionArns.includes(unqualifiedArn(arn)) ? undefined : `function ${arn} is not in the assembly`,
    behaviour: DEFAULT_BEHAVIOUR,
    onLog: () => {},
  });
}
