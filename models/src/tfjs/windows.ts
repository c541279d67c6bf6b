import { floatTensor, int64Tensor } from '../onnx/prepare.ts'
import { constantOf, geometry, inputOf, ints } from './node-parts.ts'
import type { Operation } from './node-parts.ts'

/** The largest of each window. */
export const maxPool: Operation = (node, writer) => {
  const from = inputOf(node, 0)
  const before = writer.shapeOf(from)
  const [, height = 1, width = 1] = node.attr.ksize?.list?.i ?? []
  const { attributes, shrink } = geometry(node, [1, 1, height, width])
  const attribute = [ints('kernel_shape', [height, width]), ...attributes]
  const shape = { ...shrink(before), channels: before.channels }
  writer.emit({ opType: 'MaxPool', input: [from], output: node.name, shape, attribute })
}

/** Rows, columns or channels of one number, before and after what is there. */
export const pad: Operation = (node, writer) => {
  const from = inputOf(node, 0)
  const before = writer.shapeOf(from)
  const { values } = constantOf(node, 1, writer)
  const [n0 = 0, n1 = 0, top = 0, bottom = 0, left = 0, right = 0, front = 0, back = 0] = values
  if (n0 !== 0 || n1 !== 0) throw new Error(`${node.name}: a padded batch is not converted`)
  const filler = node.input.length > 2 ? (constantOf(node, 2, writer).values[0] ?? 0) : 0
  const input = [
    from,
    writer.add(int64Tensor(`${node.name}/pads`, [0, front, top, left, 0, back, bottom, right])),
    writer.add(floatTensor(`${node.name}/filler`, [filler], [])),
  ]
  const shape = {
    height: before.height + top + bottom,
    width: before.width + left + right,
    channels: before.channels + front + back,
  }
  writer.emit({ opType: 'Pad', input, output: node.name, shape })
}
