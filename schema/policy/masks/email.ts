import { literal, type Mask } from './mask.ts'

const LOCAL = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]"
const ADDRESS = `^${LOCAL}+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,8}$`
const FIRST = '^[A-Za-z0-9]'
const LAST_LABEL = '[.][A-Za-z]{2,8}$'
const UNREADABLE = '••••@•••.•••'

/** `a•••@•••.org`. What is not exactly one plain address shows nothing, because its first and last letters could be anything. */
export const email: Mask = {
  sql: (column) => `case when ${column} ~ ${literal(ADDRESS)} then coalesce(substring(${column} from ${literal(FIRST)}), '•')`
    + ` || '•••@•••' || substring(${column} from ${literal(LAST_LABEL)}) else ${literal(UNREADABLE)} end`,
  value: (text) => {
    if (!new RegExp(ADDRESS).test(text)) return UNREADABLE
    return `${new RegExp(FIRST).exec(text)?.[0] ?? '•'}•••@•••${new RegExp(LAST_LABEL).exec(text)?.[0] ?? ''}`
  },
}
