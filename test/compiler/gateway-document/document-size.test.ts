import { describe, expect, it } from '@jest/globals';
import { documentSize } from '../../../lib/compiler/gateway-document/document-size.ts';
import { gatewayDocument } from '../../../lib/compiler/gateway-document/gateway-document.ts';
import { aModel, anOperation } from '../../support/api-models.ts';

describe('documentSize', () => {
  it('counts the bytes of what a template holds', () => {
    const model = aModel([anOperation({ path: '/pets' })], { title: 'Čočka' });
    const bindings = { routerUri: '' };
    const bare = Buffer.byteLength(JSON.stringify(gatewayDocument(model, bindings)));
    expect(documentSize(model)).toBe(bare + 170);
  });
});
