// Fitted transformers that are applied to rows, with what they had learned by then.
import { groupBy } from "../../../util/groupBy";
import type { Trace } from "./trace";
import type { Fit, Transform } from "./values";

/** A transform with what its transformer learned last before. */
export interface Applied {
  readonly transform: Transform;
  readonly fit: Fit;
}

/** The transforms whose fit the trace shows, in the order of running. */
export function appliedFits({ fits, transforms }: Trace): readonly Applied[] {
  const fitsOf = groupBy(fits, ({ object }) => object);
  return transforms.flatMap((transform) => {
    const fit = fitsOf.get(transform.object)?.findLast(({ order }) => order < transform.order);
    return fit ? [{ transform, fit }] : [];
  });
}
