import { useListContext } from 'ra-core'

const SIZES = [10, 20, 50, 100]

/** Pages by number. The graph is not asked how many there are: counting a long list is dear. */
export const Pager = () => {
  const { page, perPage, setPage, setPerPage, hasNextPage, hasPreviousPage, data } = useListContext()
  const first = (page - 1) * perPage + 1
  return (
    <nav className="pager" aria-label="Pages">
      <button type="button" disabled={hasPreviousPage !== true} onClick={() => setPage(page - 1)}>Previous</button>
      <span aria-live="polite">page {page}{data && data.length > 0 ? `, rows ${first} to ${first + data.length - 1}` : ''}</span>
      <button type="button" disabled={hasNextPage !== true} onClick={() => setPage(page + 1)}>Next</button>
      <label>
        Rows a page <select value={perPage} onChange={({ target }) => setPerPage(Number(target.value))}>
          {SIZES.map(size => <option key={size} value={size}>{size}</option>)}
        </select>
      </label>
    </nav>
  )
}
