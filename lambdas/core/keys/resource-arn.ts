/** As API Gateway's calls for tags take them: without an account. */
export const apiKeyArn = (region: string, id: string): string => arn(region, `apikeys/${id}`);

export const usagePlanArn = (region: string, id: string): string => arn(region, `usageplans/${id}`);

function arn(region: string, resource: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:apigateway:${region}::/${resource}`;
}
