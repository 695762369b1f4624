import type { AttackGroup } from '../attack.ts'
import type { HostileTarget } from '../hostile-target.ts'
import { answered, firstOf, refused, silentAbout } from '../reply.ts'
import type { Reply } from '../reply.ts'

const SECRET = 'jane.doe@private.example'

/** Asked with a header that other servers know, the answer is the one without it. */
const withHeader = (name: string, header: string, value: string, ...words: readonly string[]) => ({
  name, criterion: 'the answer says nothing more',
  run: async ({ ask }: HostileTarget) => {
    const reply = await ask('{ me { kind } }', {}, { headers: { [header]: value } })
    return firstOf(answered(reply), silentAbout(reply, ...words))
  },
})

const echo = (name: string, attempt: (target: HostileTarget) => Promise<Reply>, ...codes: readonly string[]) => ({
  name, criterion: 'a constant message, without the value',
  run: async (target: HostileTarget) => {
    const reply = await attempt(target)
    return firstOf(refused(reply, ...codes), silentAbout(reply, SECRET, 'jane.doe'))
  },
})

const closed = (path: string) => ({
  name: `the page ${path}`, criterion: 'NOT_FOUND in the open',
  run: async ({ send }: HostileTarget) => refused(await send({ method: 'GET', path, body: null, headers: { accept: 'text/html' } }), 'NOT_FOUND'),
})

/** What an answer could say beside the data. */
export const leakAttacks: AttackGroup = {
  area: 'leaks',
  attacks: [
    { name: 'a name that is almost right', criterion: 'no suggestion', run: async ({ ask }) => { const reply = await ask('{ workspac { id } }'); return firstOf(refused(reply, 'GRAPHQL_VALIDATION_FAILED'), silentAbout(reply, 'Did you mean', 'workspaces')) } },
    { name: 'a value of an enumeration that is almost right', criterion: 'no suggestion', run: async ({ ask }) => { const reply = await ask('{ workspaces(orderBy: [{ field: CREATED_A, direction: ASC }]) { totalCount } }'); return firstOf(refused(reply, 'GRAPHQL_VALIDATION_FAILED'), silentAbout(reply, 'CREATED_AT')) } },
    { name: 'an argument that is almost right', criterion: 'no suggestion', run: async ({ ask }) => { const reply = await ask('{ workspaces(filtr: {}) { totalCount } }'); return firstOf(refused(reply, 'GRAPHQL_VALIDATION_FAILED'), silentAbout(reply, 'filter')) } },
    { name: 'the directives of the federation, by introspection', criterion: 'none is named', run: async ({ ask, token }) => { const reply = await ask('{ __schema { types { name } directives { name } } }', {}, { authorization: `Bearer ${await token('auditor')}` }); return firstOf(answered(reply), silentAbout(reply, 'join__', '_entities', '_service', 'link__', 'everything')) } },
    { name: 'the entry of the federation', criterion: 'does not exist at the gateway', run: async ({ ask, booty }) => refused(await ask('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', { r: [{ __typename: 'Workspace', id: booty.hiddenId }] }), 'GRAPHQL_VALIDATION_FAILED') },
    { name: 'the SDL of a module', criterion: 'does not exist at the gateway', run: async ({ ask }) => refused(await ask('{ _service { sdl } }'), 'GRAPHQL_VALIDATION_FAILED') },
    withHeader('the plan (apollo-query-plan-experimental)', 'apollo-query-plan-experimental', '1', 'QueryPlan', 'queryPlan', '__queryPlanExperimental'),
    withHeader('the trace of the federation (ftv1)', 'apollo-federation-include-trace', 'ftv1', 'ftv1'),
    withHeader('the old trace (x-apollo-tracing)', 'x-apollo-tracing', '1', 'tracing', 'startOffset'),
    withHeader('debugging by header', 'x-debug', 'true', 'stacktrace', 'naive'),
    withHeader('the cache of hints', 'apollo-cache-control', '1', 'cacheControl', 'naive'),
    echo('a value in a variable of the wrong type', ({ ask }) => ask('query ($n: Int) { workspaces(first: $n) { totalCount } }', { n: SECRET }), 'BAD_USER_INPUT'),
    echo('a value in a literal of the wrong type', ({ ask }) => ask(`{ workspaces(first: "${SECRET}") { totalCount } }`), 'GRAPHQL_VALIDATION_FAILED'),
    echo('a value in a list of an enumeration', ({ ask }) => ask('query ($o: [WorkspaceOrderBy!]) { workspaces(orderBy: $o) { totalCount } }', { o: [{ field: SECRET, direction: 'ASC' }] }), 'BAD_USER_INPUT'),
    echo('a value in a key of a filter', ({ ask }) => ask('query ($f: WorkspaceFilter) { workspaces(filter: $f) { totalCount } }', { f: { [SECRET]: 1 } }), 'BAD_USER_INPUT'),
    echo('a value where the syntax breaks', ({ ask }) => ask(`{ workspaces(filter: { name: { eq: "${SECRET} } }) { totalCount } }`), 'GRAPHQL_PARSE_FAILED'),
    echo('a value as a cursor', ({ ask }) => ask('query ($c: String) { workspaces(first: 1, after: $c) { totalCount } }', { c: SECRET }), 'BAD_CURSOR'),
    echo('a value as a name of an operation', ({ send }) => send({ body: JSON.stringify({ query: 'query A { me { kind } }', operationName: SECRET }) }), 'OPERATION_RESOLUTION_FAILURE'),
    echo('a value in the path', ({ send }) => send({ method: 'GET', path: `/graphql/${SECRET}`, body: null }), 'NOT_FOUND'),
    echo('a value as a purpose', ({ ask }) => ask('{ me { kind } }', {}, { headers: { 'x-veil-purpose': SECRET } }), 'PURPOSE_NOT_ALLOWED'),
    { name: 'a script as a request id', criterion: 'a new id instead', run: async ({ ask }) => { const reply = await ask('{ me { kind } }', {}, { headers: { 'x-request-id': '<script>alert(1)</script>' } }); return firstOf(answered(reply), silentAbout(reply, '<script>')) } },
    { name: 'the name of the software', criterion: 'no header says it', run: async ({ ask }) => { const { headers } = await ask('{ me { kind } }'); return ['server', 'x-powered-by', 'via'].find((name) => headers.has(name)) } },
    { name: 'a landing page with scripts from elsewhere', criterion: 'none', run: async ({ send }) => { const reply = await send({ method: 'GET', body: null, headers: { accept: 'text/html' } }); return firstOf(reply.status < 400 ? 'answered' : undefined, silentAbout(reply, '<html', 'cdn', 'apollographql')) } },
    closed('/metrics'), closed('/token'), closed('/'), closed('/.env'), closed('/debug/pprof'),
  ],
}
