/** As API Gateway's calls for tags take it: without an account. */
export function apiKeyArn(region: string, id: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:apigateway:${region}::/apikeys/${id}`;
}
