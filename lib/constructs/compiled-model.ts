import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { type ApiModel, compile, formatProblem, type Problem, readDocument } from '../compiler/index.ts';
import { UserError } from '../errors.ts';
import type { OpenApiGatewayProps } from './open-api-gateway-props.ts';

/** The model given, or made of the document given; problems go to CDK's own channels. */
export function compiledModel(scope: Construct, props: OpenApiGatewayProps): ApiModel {
  if ('model' in props) return checked(scope, props.model, props);
  const { document, overlays = [], issuers, resourceQuota } = props;
  if (resourceQuota !== undefined) checkQuota(resourceQuota);
  const { problems, model } = compile(readDocument(document, { overlays }), {
    ...(issuers && { issuers }),
    ...(resourceQuota !== undefined && { resourceQuota }),
    clientCertificates: props.domain?.truststore !== undefined,
  });
  if (!model) throw refusal(scope, problems);
  annotate(scope, problems);
  return model;
}

function checkQuota(quota: number): void {
  if (Number.isInteger(quota) && quota > 0) return;
  const message = `resourceQuota is ${quota}, expected a whole number from 1, such as 300`;
  throw new UserError('INVALID_OPTION', message);
}

/** A model may have been compiled for another domain. */
function checked(scope: Construct, model: ApiModel, { domain }: OpenApiGatewayProps): ApiModel {
  const asks = Object.values(model.schemes).some(({ kind }) => kind === 'certificate');
  if (!asks || domain?.truststore !== undefined) return model;
  const message = `${scope.node.path}: operations need client certificates (mutualTLS), pass domain: { name, certificateArn, truststore }`;
  throw new UserError('DOCUMENT_HAS_PROBLEMS', message);
}

function refusal(scope: Construct, problems: readonly Problem[]): UserError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const lines = errors.map(formatProblem);
  return new UserError(
    'DOCUMENT_HAS_PROBLEMS',
    [`${scope.node.path}: the document cannot be deployed`, ...lines].join('\n'),
  );
}

/** A warning can be acknowledged by its rule's name; of `info` a large document has hundreds, so only their number. */
function annotate(scope: Construct, problems: readonly Problem[]): void {
  const annotations = Annotations.of(scope);
  for (const { file, line, column, rule, severity, message } of problems) {
    if (severity === 'warning') annotations.addWarningV2(`gatewright:${rule}`, `${file}:${line}:${column} ${message}`);
  }
  const infos = problems.filter(({ severity }) => severity === 'info').length;
  if (infos > 0) annotations.addInfo(`${infos} more of severity info: \`gatewright validate\` shows them`);
}
