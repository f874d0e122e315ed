/* safe: ‮ } ⁦ only a comment ⁩ ⁦ */ DROP TABLE users; -- ‬
