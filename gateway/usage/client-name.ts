import { hasFindings } from '../../schema/policy/detectors.ts'
import { CLIENT_HEADERS } from '../trusted-documents/client-of.ts'

const HEADERS = [...CLIENT_HEADERS.name, 'x-veil-client']

/** The name of a program: a word, so that no address and no sentence is one. */
const NAME = /^[A-Za-z][A-Za-z0-9._-]{0,39}$/

/** What a program calls itself in the counts of use; empty where it does not, or not by a word, or by one that could be somebody's. */
export const clientName = (header: (name: string) => string | undefined): string => {
  const given = HEADERS.map(header).find(value => value !== undefined) ?? ''
  return NAME.test(given) && !hasFindings(given) ? given : ''
}
