import type { Json, JsonObject } from "@lab-grader/core/json";
import type { Shape } from "./shape.ts";

/** An input with the members that AWS's model requires; `given` takes the place of made-up values. */
export function requiredInput(shape: Shape, given: JsonObject): JsonObject {
  if (shape.kind !== "structure") return {};
  const required = shape.members.filter(({ isRequired, name }) => isRequired || name in given);
  return Object.fromEntries(
    required.map(({ name, shape: of }) => [name, given[name] ?? exampleOf(of(), given)]),
  );
}

function exampleOf(shape: Shape, given: JsonObject): Json {
  switch (shape.kind) {
    case "text":
      return "orders";
    case "number":
    case "time":
      return 1;
    case "boolean":
      return true;
    case "list":
      return [exampleOf(shape.entry(), given)];
    case "map":
      return { orders: exampleOf(shape.value(), given) };
    case "structure":
      return requiredInput(shape, given);
    case "union": {
      const [first] = shape.members;
      return first ? { [first.name]: exampleOf(first.shape(), given) } : {};
    }
    case "any":
      return {};
    default:
      return shape satisfies never;
  }
}
