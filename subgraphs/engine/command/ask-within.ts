import { localEnvelope } from '../../../schema/policy/local-envelope.ts'
import type { Subgraph } from '../../../schema/subgraph.ts'
import type { AskOwner } from './command-engine.ts'
import { dataOf } from './data-of.ts'

/** Asks modules of this process; others are asked elsewhere. */
export function askWithin(subgraphs: () => readonly Subgraph[], elsewhere?: AskOwner): AskOwner {
  return async (question) => {
    const { module, query, variables, envelope: { jti: _jti, exp: _exp, bodyHash: _bodyHash, ...facts } } = question
    const owner = subgraphs().find(({ name }) => name === module)
    if (owner) return dataOf(await owner.execute({ query, variables, envelope: localEnvelope(facts) }))
    if (elsewhere === undefined) throw new Error(`The module ${module} is asked and does not run here.`)
    return elsewhere(question)
  }
}
