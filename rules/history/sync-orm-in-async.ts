import { defineRule, eachPlace } from '#rule-kit';

/**
 * A query of Django's models directly within an `async def`.
 *
 * @remarks
 * Django refuses it: `SynchronousOnlyOperation` is raised as soon as the coroutine runs in an event loop, which for a sync
 * is usually at the first record. Where the check is switched off, the query blocks all other coroutines.
 *
 * It looks at coroutines that a command reaches, and at the calls within them that ask or write to the database: `get`, `save`, `create`, iterating,
 * `list()`, `len()`, indexing. Building a query set (`filter`, `order_by`) asks nothing. Calls through `sync_to_async`,
 * `database_sync_to_async` and `asyncio.to_thread`, in a nested function or `lambda` that these get, methods such as `aget` and `async for` are right.
 *
 * Await the asynchronous method, or wrap the synchronous code in `sync_to_async`.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/topics/async/#async-safety}
 */
export const rule = defineRule({
  id: 'sync-orm-in-async',
  title: 'Blocking query in a coroutine',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    blocking: '`{query}` blocks the event loop in the coroutine `{coroutine}`',
  },

  *check(project) {
    const found = eachPlace(project, project.commands(), 'real', (event) =>
      event.kind === 'query' && event.inAsync && !event.awaitable ? event : undefined,
    );
    for (const { event, command, flow } of found) {
      const data = { query: event.what, coroutine: event.function };
      yield { messageId: 'blocking', data, at: event.at, subject: command.module, flow };
    }
  },
});
