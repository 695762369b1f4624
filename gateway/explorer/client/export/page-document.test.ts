import { describe, expect, it } from 'vitest'
import { pagedOperation, pageVariables } from './page-document.ts'

const page = (query: string, path: string, variables: unknown = {}) => pagedOperation({ query, operationName: undefined, variables }, path)

describe('reading a list to its end', () => {
  it('asks for this list alone, in its order and by its filter, from the beginning', () => {
    const paged = page(`query Q($f: F, $n: Int, $other: Int) {
      things(first: $n, offset: 5, filter: $f, orderBy: [{ field: ID }]) { totalCount nodes { id ...T } pageInfo { endCursor } }
      rest(first: $other) { nodes { id } }
    } fragment T on Thing { name ...U } fragment U on Thing { kind } fragment Unused on Thing { x }`, 'things.nodes', { f: { a: 1 }, n: 5, other: 3 })
    expect(paged?.query).toBe(`query Q($f: F, $explorerAfter: String) {
  things(filter: $f, orderBy: [{field: ID}], first: 100, after: $explorerAfter) {
    nodes {
      id
      ...T
    }
    explorerPage: pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment T on Thing {
  name
  ...U
}

fragment U on Thing {
  kind
}`)
    expect(paged && pageVariables(paged, 'c')).toEqual({ f: { a: 1 }, explorerAfter: 'c' })
    expect([paged?.connection, paged?.list]).toEqual([['things'], 'nodes'])
  })

  it('goes below single objects and keeps aliases', () => {
    const paged = page('{ me { w: workspace { mine: users(last: 3) { all: edges { node { id } } } } } }', 'me.w.mine.all')
    expect(paged?.query.replace(/\s+/g, ' ')).toContain('{ me { w: workspace { mine: users(first: 100, after: $explorerAfter) { all: edges {')
  })

  it('asks for no raw value, whatever the reason was', () => {
    const paged = page('query($r: String!) { users { nodes { email @reveal(reason: $r, purpose: DSAR) } } }', 'users.nodes', { r: 'a good reason' })
    expect(paged?.query).not.toContain('reveal')
    expect(paged?.query).not.toContain('$r')
  })

  it.each([['inside another list', 'users.nodes.sessions.nodes'], ['without pages', 'me.tags'], ['that is not there', 'users.rows']])('is not offered for a list %s', (_what, path) => {
    expect(page('{ users { nodes { sessions { nodes { id } } } } me { tags { name } } }', path)).toBeUndefined()
  })
})
