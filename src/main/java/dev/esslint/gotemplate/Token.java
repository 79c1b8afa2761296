package dev.esslint.gotemplate;

/**
 * A word of a template.
 *
 * @param text as it stands in the template
 * @param start where it begins
 * @param end one past its last character
 */
record Token(Kind kind, String text, int start, int end) {

  /** The kinds of words, as in Go's {@code text/template/parse}. */
  enum Kind {
    ASSIGN,
    BOOL,
    /** A printable character that begins nothing. */
    CHARACTER,
    CHARACTER_CONSTANT,
    COMPLEX,
    DECLARE,
    DOT,
    END_OF_TEXT,
    FIELD,
    IDENTIFIER,
    LEFT_DELIMITER,
    LEFT_PAREN,
    NIL,
    NUMBER,
    PIPE,
    RAW_STRING,
    RIGHT_DELIMITER,
    RIGHT_PAREN,
    SPACE,
    STRING,
    TEXT,
    VARIABLE,
    BLOCK,
    BREAK,
    CONTINUE,
    DEFINE,
    ELSE,
    END,
    IF,
    RANGE,
    TEMPLATE,
    WITH;

    /** Whether such a word begins an operand of a command. */
    boolean isOperand() {
      return switch (this) {
        case BOOL,
            CHARACTER_CONSTANT,
            COMPLEX,
            DOT,
            FIELD,
            IDENTIFIER,
            NUMBER,
            NIL,
            RAW_STRING,
            STRING,
            VARIABLE,
            LEFT_PAREN ->
            true;
        default -> false;
      };
    }
  }
}
