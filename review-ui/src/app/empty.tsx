import { Empty } from 'antd'

/** Nothing here, and what would bring something. */
export function Nothing({ title, hint }: { readonly title: string; readonly hint?: string }) {
  return (
    <Empty
      className="nothing"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          <br />
          {hint}
        </>
      }
    />
  )
}
