import type { JoinName } from '../../schema/model.ts'
import type { Documentation } from './parse-annotations.ts'
import { annotationOf } from './parse-annotations.ts'
import type { Report } from './problem.ts'

/** What `@catalog(name, description: "…")` says of a foreign key or a reference; undefined where it stands on none. */
export function readJoinName(documentation: Documentation, at: string, report: Report): JoinName | undefined {
  const annotation = annotationOf(documentation, 'catalog')
  const [name] = annotation?.bare ?? []
  if (annotation === undefined || name === undefined) return undefined
  const description = annotation.named.get('description')
  if (description === undefined) report('MALFORMED_ANNOTATION', at, '@catalog on a field takes a description: say in a sentence what the join means.')
  return { name, description: description ?? '' }
}
