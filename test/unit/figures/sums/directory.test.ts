import assert from 'node:assert/strict';
import { NameDirectory } from '../../../../src/figures/sums/directory.ts';
import { HandMade } from '../made.ts';

describe('the detail of an API key', () => {
  const key = { name: 'ci', status: 'active', hint: 'sk-…AA', workspaceId: '', defaultWorkspaceId: '' };

  it('the detail of an API key has its hint, its status unless active, and its workspace', () => {
    using made = new HandMade();
    made.ledger.names.save(
      [
        { ...key, id: 'a', workspaceId: 'w' },
        { ...key, id: 'b', hint: '', status: 'archived' },
      ],
      [{ id: 'w', name: 'Research', archived: false }],
    );
    const directory = new NameDirectory(made.ledger);
    assert.equal(directory.apiKey('a').detail, 'sk-…AA · Research');
    assert.equal(directory.apiKey('b').detail, 'b · archived · Default workspace');
  });

  it('the detail of a key in the default workspace names that, by whichever id the key does', () => {
    using made = new HandMade();
    made.ledger.names.save(
      [
        { ...key, id: 'a', defaultWorkspaceId: 'wrkspc_default' },
        { ...key, id: 'b', workspaceId: 'wrkspc_default' },
      ],
      [],
    );
    assert.equal(new NameDirectory(made.ledger).apiKey('b').detail, 'sk-…AA · Default workspace');
  });
});
