import type { AttackGroup } from '../attack.ts'
import { refused } from '../reply.ts'

const repeated = (count: number, part: (n: number) => string): string => Array.from({ length: count }, (_, n) => part(n)).join(' ')
const nested = (levels: number, open: string, inside: string): string => `${open.repeat(levels)}${inside}${'}'.repeat(levels * (open.match(/\{/g)?.length ?? 0))}`
const bombs = (count: number): string => repeated(count, (n) => `fragment F${n} on Workspace { ...F${n + 1} ... { ...F${n + 1} } }`)
const filter = 'query ($f: WorkspaceFilter) { workspaces(filter: $f) { totalCount } }'

/** Documents and variables of a shape that costs more than it says. */
export const shapeAttacks: AttackGroup = {
  area: 'shape',
  attacks: [
    { name: 'thirty levels of relations', criterion: 'DEPTH_LIMIT', run: async ({ ask }) => refused(await ask(`{ ${nested(10, 'workspaces { nodes { organization { ', 'id')} }`), 'DEPTH_LIMIT') },
    { name: 'thirty levels hidden in fragments', criterion: 'DEPTH_LIMIT', run: async ({ ask }) => refused(await ask(`{ workspaces { nodes { ...F0 } } } ${repeated(30, (n) => `fragment F${n} on Workspace { organization { workspaces { nodes { ...F${n + 1} } } } }`)} fragment F30 on Workspace { id }`), 'DEPTH_LIMIT') },
    { name: 'deep introspection', criterion: 'refused', run: async ({ ask }) => refused(await ask(`{ __schema { types { ${nested(12, 'fields { type { ', 'name')} } } }`), 'DEPTH_LIMIT', 'INTROSPECTION_REFUSED') },
    { name: 'a thousand aliases of one field', criterion: 'refused', run: async ({ ask }) => refused(await ask(`{ ${repeated(500, (n) => `a${n}: me { kind }`)} }`), 'ALIAS_LIMIT', 'COST_LIMIT', 'TOKEN_LIMIT') },
    { name: 'forty root lists', criterion: 'refused', run: async ({ ask }) => refused(await ask(`{ ${repeated(40, (n) => `a${n}: workspaces { totalCount }`)} }`), 'ALIAS_LIMIT', 'COST_LIMIT') },
    { name: 'fragments that double (2^25 fields)', criterion: 'refused', run: async ({ ask }) => refused(await ask(`{ workspaces { nodes { ...F0 } } } ${bombs(25)} fragment F25 on Workspace { id }`), 'COST_LIMIT', 'DEPTH_LIMIT') },
    { name: 'fragments in a ring', criterion: 'refused', run: async ({ ask }) => refused(await ask('{ workspaces { nodes { ...A } } } fragment A on Workspace { ...B } fragment B on Workspace { ...A }'), 'GRAPHQL_VALIDATION_FAILED') },
    { name: 'fields that overlap by the thousand', criterion: 'refused', run: async ({ ask }) => refused(await ask(`{ workspaces { nodes { ${repeated(1_500, () => 'id name')} } } }`), 'TOKEN_LIMIT', 'COST_LIMIT') },
    { name: 'five thousand tokens', criterion: 'TOKEN_LIMIT', run: async ({ ask }) => refused(await ask(`{ ${'a '.repeat(5_000)} }`), 'TOKEN_LIMIT') },
    { name: 'twenty thousand brackets', criterion: 'refused', run: async ({ ask }) => refused(await ask('{'.repeat(20_000)), 'GRAPHQL_PARSE_FAILED', 'TOKEN_LIMIT') },
    { name: 'a hundred directives on a field', criterion: 'refused', run: async ({ ask }) => refused(await ask(`{ me ${'@include(if: true) '.repeat(100)} { kind } }`), 'COST_LIMIT', 'GRAPHQL_VALIDATION_FAILED') },
    { name: 'two hundred variables', criterion: 'refused', run: async ({ ask }) => refused(await ask(`query (${repeated(200, (n) => `$v${n}: Int`)}) { me { kind } }`), 'COST_LIMIT', 'GRAPHQL_VALIDATION_FAILED') },
    { name: 'a hundred operations in one document', criterion: 'refused', run: async ({ ask }) => refused(await ask(repeated(100, (n) => `query Q${n} { me { kind } }`)), 'COST_LIMIT', 'OPERATION_RESOLUTION_FAILURE') },
    { name: 'a type of a thousand lists', criterion: 'refused', run: async ({ ask }) => refused(await ask(`query ($x: ${'['.repeat(1_000)}Int${']'.repeat(1_000)}) { me { kind } }`), 'DEPTH_LIMIT') },
    { name: 'a literal of a thousand lists', criterion: 'refused', run: async ({ ask }) => refused(await ask(`{ workspaces(first: ${'['.repeat(1_000)}1${']'.repeat(1_000)}) { totalCount } }`), 'DEPTH_LIMIT', 'GRAPHQL_VALIDATION_FAILED') },
    { name: 'a page of a billion rows', criterion: 'PAGE_TOO_LARGE', run: async ({ ask }) => refused(await ask('{ workspaces(first: 1000000000) { nodes { id } } }'), 'PAGE_TOO_LARGE') },
    { name: 'a page of a billion rows, as a variable of an inner list', criterion: 'PAGE_TOO_LARGE', run: async ({ ask }) => refused(await ask('query ($n: Int) { workspaces { nodes { users(first: $n) { nodes { id } } } } }', { n: 1_000_000_000 }), 'PAGE_TOO_LARGE') },
    { name: 'an offset of a billion', criterion: 'OFFSET_TOO_LARGE', run: async ({ ask }) => refused(await ask('{ workspaces(offset: 1000000000) { nodes { id } } }'), 'OFFSET_TOO_LARGE') },
    { name: 'a condition three thousand levels deep', criterion: 'refused', run: async ({ send }) => refused(await send({ body: `{"query":${JSON.stringify(filter)},"variables":{"f":${'{"not":'.repeat(3_000)}{}${'}'.repeat(3_000)}}}` }), 'VALIDATION_FAILED', 'BAD_USER_INPUT', 'DEPTH_LIMIT', 'COST_LIMIT', 'BAD_REQUEST') },
    { name: 'a condition of three thousand parts', criterion: 'refused', run: async ({ ask }) => refused(await ask(filter, { f: { or: Array.from({ length: 3_000 }, () => ({ region: { eq: 'x' } })) } }), 'VALIDATION_FAILED', 'COST_LIMIT', 'BODY_TOO_LARGE') },
    { name: 'a list of twelve thousand values', criterion: 'refused', run: async ({ ask }) => refused(await ask(filter, { f: { region: { in: Array.from({ length: 12_000 }, () => 'x') } } }), 'VALIDATION_FAILED', 'COST_LIMIT', 'BODY_TOO_LARGE') },
    { name: 'five hundred orders', criterion: 'refused', run: async ({ ask }) => refused(await ask('query ($o: [WorkspaceOrderBy!]) { workspaces(orderBy: $o) { totalCount } }', { o: Array.from({ length: 500 }, () => ({ field: 'ID', direction: 'ASC' })) }), 'VALIDATION_FAILED', 'BAD_USER_INPUT', 'COST_LIMIT') },
    { name: 'a circle of conditions on relations', criterion: 'refused', run: async ({ ask }) => refused(await ask(filter, { f: ring(30) }), 'VALIDATION_FAILED', 'BAD_USER_INPUT', 'DEPTH_LIMIT', 'COST_LIMIT') },
    { name: 'pages in pages in pages (a million rows)', criterion: 'refused for its cost', run: async ({ ask }) => refused(await ask('{ organizations(first: 100) { nodes { workspaces(first: 100) { nodes { users(first: 100) { nodes { id } } } } } } }'), 'COST_LIMIT') },
  ],
}

function ring(levels: number): unknown {
  return levels === 0 ? {} : { organization: { workspaces: { some: ring(levels - 1) } } }
}
