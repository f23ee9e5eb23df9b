// Tells whether a piece of text could be a Python expression, without parsing it.
import { Char, isBlank, isDigit, isNameChar, isQuote } from "./characters";
import { isStringPrefix, nothingUnclosed, skipString } from "./stringLiterals";

/** True where `text` could be one Python expression: brackets and strings closed, operands joined by operators. */
export function looksLikeExpression(text: string): boolean {
  const brackets: number[] = [];
  let wantsOperand = true;
  let inLambda = 0;
  for (let pos = 0; pos < text.length; ) {
    const char = text.charCodeAt(pos);
    if (isBlank(char)) { pos++; continue; }
    if (isNameChar(char)) {
      const start = pos;
      while (pos < text.length && (isNameChar(text.charCodeAt(pos)) || (isDigit(char) && text[pos] === "."))) pos++;
      const word = text.slice(start, pos);
      if (isQuote(text.charCodeAt(pos)) && isStringPrefix(text, start, pos)) continue;
      if (word === "lambda") inLambda++;
      if (BINARY_WORDS.has(word)) wantsOperand = true;
      else if (!UNARY_WORDS.has(word)) {
        if (!wantsOperand) return false;
        wantsOperand = false;
      }
      continue;
    }
    if (isQuote(char)) {
      const end = skipString(text, pos, text.length, false, nothingUnclosed());
      if (end === pos + 1) return false;
      pos = end;
      wantsOperand = false;
      continue;
    }
    pos++;
    switch (char) {
      case Char.OpenParen: case Char.OpenBracket: case Char.OpenBrace:
        if (char === Char.OpenBrace && !wantsOperand) return false;
        brackets.push(char);
        wantsOperand = true;
        break;
      case Char.CloseParen: case Char.CloseBracket: case Char.CloseBrace: {
        const open = brackets.pop();
        if (open === undefined || char - open > 2) return false;
        wantsOperand = false;
        break;
      }
      case Char.Colon:
        if (brackets.length === 0 && inLambda-- <= 0) return false;
        wantsOperand = true;
        break;
      case Char.Plus: case Char.Minus: case Char.Star:
        wantsOperand = true;
        break;
      case Char.Bang: case Char.Equals:
        if (text.charCodeAt(pos) !== Char.Equals && brackets.length === 0) return false;
        if (text.charCodeAt(pos) === Char.Equals) pos++;
        wantsOperand = true;
        break;
      default:
        if (!",.<>%/@&|^~".includes(text[pos - 1]!)) return false;
        if (char !== 126 && char !== 46 && wantsOperand && !"</>*=".includes(text[pos - 2] ?? "")) return false;
        if (char === 44 && text.slice(pos).trim() === "") return true;
        wantsOperand = true;
    }
  }
  return brackets.length === 0 && !wantsOperand;
}

const BINARY_WORDS = new Set(["if", "else", "in", "is", "and", "or", "for", "not"]);
const UNARY_WORDS = new Set(["await", "lambda", "async"]);
