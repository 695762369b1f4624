import { useState } from 'react'
import type { ResultList } from './result-list.ts'

/** The list that is looked at: the one that was chosen, as long as the answer has it, else the first. */
export const useChosenList = (lists: readonly ResultList[]) => {
  const [path, setPath] = useState('')
  return { list: lists.find(candidate => candidate.path === path) ?? lists[0], setPath }
}
