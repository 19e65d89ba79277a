import { expect, test } from 'vitest';
import { startingConfiguration } from './starting-configuration.ts';

test('what was seen is said, and what was not stands in comments', () => {
  const text = startingConfiguration({
    systems: [
      { name: 'shopify', commands: ['sync_shopify_*'], package: 'shop/sync/shopify', source: 'api', count: 3 },
      { name: 'ledger', commands: ['db_ledger_*', 'sync_ledger_*'], source: 'database', count: 2 },
    ],
    histories: ['shop.models.SyncLog'],
    layers: [{ name: 'client', paths: ['**/clients/**'] }],
    settings: 'shop.settings',
  });
  expect(text).toBe(`# Written by \`synclint init\` from what the project looks like: read it, and correct it.
# Rules besides those that are always on: \`synclint rules\` lists them.
extend-select = ["history", "layers"]

[systems.shopify]
commands = "sync_shopify_*"
package = "shop/sync/shopify"
source = "api"
# expected-commands = 3

[systems.ledger]
commands = ["db_ledger_*", "sync_ledger_*"]
# package = "app/sync/ledger"
source = "database"
# expected-commands = 2

[history]
model = "shop.models.SyncLog"

# From the top, which imports everything, to the bottom.
[layers]
order = ["client"]

[layers.paths]
client = ["**/clients/**"]

# For \`synclint probe commands\`; without it the settings module that \`manage.py\` names is used.
# [probe]
# settings = "shop.settings"
`);
});

test('of several models that could be the history none is chosen', () => {
  const histories = ['a.models.SyncLog', 'b.models.SyncHistory'];
  const text = startingConfiguration({ systems: [], histories, layers: [] });
  expect(text).toContain('# model = "a.models.SyncLog"\n# model = "b.models.SyncHistory"');
  expect(text).not.toMatch(/^[^#\n]/m);
});
