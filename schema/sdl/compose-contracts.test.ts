import { expect, it } from 'vitest'
import { composeContracts, type ComposableContract } from './compose-contracts.ts'
import { fixtureModules } from './fixture.ts'
import { printModule } from './print-module.ts'
import { labelsOf } from './read-labels.ts'

const contracts: readonly ComposableContract[] = fixtureModules.map(metadata => ({
  name: metadata.name, url: `http://${metadata.name}:4001/graphql`,
  sdl: printModule({ metadata, question: 'Why?', handWritten: '', modules: fixtureModules }),
}))

const withChange = (found: string, replacement: string): readonly ComposableContract[] =>
  contracts.map(contract => (contract.name === 'billing' ? { ...contract, sdl: contract.sdl.replace(found, replacement) } : contract))

it('composes the modules without a hint', () => {
  const { supergraph, problems } = composeContracts(contracts)
  expect(problems).toEqual([])
  expect(supergraph).toContain('directive @reveal(')
})

it('keeps every label of every subgraph, member by member', () => {
  const composed = labelsOf(composeContracts(contracts).supergraph ?? '')
  const separate = new Map(contracts.flatMap(({ sdl }) => [...labelsOf(sdl)]))
  expect(separate.size).toBeGreaterThan(30)
  expect(composed).toEqual(separate)
})

it('says which modules disagree', () => {
  const { supergraph, problems } = composeContracts(withChange('type PageInfo @shareable', 'type PageInfo'))
  expect(supergraph).toBeUndefined()
  expect(problems.join()).toContain('INVALID_FIELD_SHARING')
})

it('takes a difference that composition only hints at for a problem', () => {
  const { problems } = composeContracts(withChange('"""Where a page stands in its list."""', '"""A page."""'))
  expect(problems.join()).toContain('INCONSISTENT_DESCRIPTION')
})
