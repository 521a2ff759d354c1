import { describe, expect, it } from '@jest/globals';
import { editFields } from '../../../../lambdas/core/proxy/edit-fields.ts';

describe('editFields', () => {
  it('removes, then sets, and leaves the rest in order', () => {
    const edits = { set: [['X-Team', 'ours']] as const, remove: ['cookie'] };
    const headers = [['Accept', '*/*'] as const, ['Cookie', 'a=1'] as const, ['x-team', 'theirs'] as const];
    expect(editFields(headers, edits)).toEqual([
      ['Accept', '*/*'],
      ['X-Team', 'ours'],
    ]);
  });

  it.each(['x-user-id', 'X_User_Id', 'X-USER_ID'])(
    'lets no %s past that a server may read as the one it sets',
    (name) => {
      expect(editFields([[name, 'forged']], { set: [['X-User-Id', 'ada']], remove: [] })).toEqual([
        ['X-User-Id', 'ada'],
      ]);
      expect(editFields([[name, 'forged']], { set: [], remove: ['x-user-id'] })).toEqual([]);
    },
  );
});
