import { describe, expect, it } from '@jest/globals';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();

const partner = anOperation({
  path: '/pets',
  security: { apiKey: false, requirements: [[{ scheme: 'partner', scopes: [] }]] },
});
const model = aModel([partner], { schemes: { partner: { kind: 'certificate' } } });
const domain = {
  name: 'api.example.com',
  certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1',
  truststore: { uri: 's3://trust/partners.pem', version: 'v1' },
};

describe('OpenApiGateway with a domain', () => {
  it('asks for client certificates there, and answers nowhere else', () => {
    const template = templateOf({ model, domain });
    template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'api.example.com',
      SecurityPolicy: 'TLS_1_2',
      MutualTlsAuthentication: { TruststoreUri: 's3://trust/partners.pem', TruststoreVersion: 'v1' },
    });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true });
    template.resourceCountIs('AWS::ApiGateway::BasePathMapping', 1);
  });

  it('deploys anew when it gets one: the stage would go on answering at its own address', () => {
    const open = aModel([anOperation({ path: '/pets' })]);
    const [before, after] = [{ model: open }, { model: open, domain }].map((props) =>
      Object.keys(templateOf(props).findResources('AWS::ApiGateway::Deployment')),
    );
    expect(before).not.toEqual(after);
  });

  it('refuses a model that needs client certificates without a truststore', () => {
    const { truststore: _, ...without } = domain;
    for (const props of [{ model }, { model, domain: without }]) {
      expect(() => templateOf(props)).toThrow(/need client certificates \(mutualTLS\), pass domain/);
    }
  });
});
