#include "estate/shell_output.hpp"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

namespace safeops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Shell {
 public:
  explicit Shell(std::string script, ShellVariables variables = {})
      : node_(yaml::Node::scalar(std::move(script))), commands_(read_shell(EmbeddedText::whole(node_), variables)) {}

  // Each command's words, joined by `|`.
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const ShellCommand& command : commands_) {
      std::string line;
      for (const ShellWord& word : command.words) line += (line.empty() ? "" : "|") + word.value.text;
      lines.push_back(line);
    }
    return lines;
  }
  const std::vector<ShellCommand>& commands() const { return commands_; }
  // What stands in the script where `part` of a text comes from.
  [[nodiscard]] std::string origin(const EmbeddedText& text, std::string_view part) const {
    const auto at = static_cast<std::uint32_t>(text.text.find(part));
    const std::uint32_t begin = text.offset_in_node(at);
    return std::string(node_.text().substr(begin, part.size()));
  }

 private:
  yaml::Node node_;
  std::vector<ShellCommand> commands_;
};

TEST(Shell, CutsWordsAsAShellDoes) {
  EXPECT_THAT(Shell("psql -c 'a b' \"c \\\"d\\\" \\x\" e\\ f $'g\\th'").lines(), ElementsAre("psql|-c|a b|c \"d\" \\x|e f|g\th"));
  EXPECT_THAT(Shell("a b# c # rest 'of the line\nd").lines(), ElementsAre("a|b#|c", "d"));
  EXPECT_THAT(Shell("a \\\n  b").lines(), ElementsAre("a|b"));
}

TEST(Shell, ListsTheCommandsOfAllStructures) {
  EXPECT_THAT(Shell("a; b && c || d & e\nf").lines(), ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_THAT(Shell("if a; then (b); fi; for x in 1 2; do c $x; done").lines(),
              ElementsAre("if|a", "then", "b", "fi", "for|x|in|1|2", "do|c|_$x", "done"));
  EXPECT_THAT(Shell("f() { a; }").lines(), ElementsAre("f", "{|a", "}"));
}

TEST(Shell, LooksIntoCommandSubstitutions) {
  EXPECT_THAT(Shell("a \"$(b | c 'x)')\" `d`").lines(), ElementsAre("b", "c|x)", "d", "a|_$output|_$output"));
  EXPECT_THAT(Shell("psql -c \"$(cat <<'EOF'\nDROP TABLE a;\nEOF\n)\"").lines(), ElementsAre("cat", "psql|-c|DROP TABLE a;\n"));
}

TEST(Shell, KnowsWhatACommandReads) {
  const Shell shell(
      "psql <<EOF 2>&1 >/dev/null\nSELECT \\$1 $X\nEOF\npsql <<< 'SELECT 2'\npsql < /sql/3.sql\necho 'SELECT 4' | psql");
  ASSERT_EQ(shell.commands().size(), 5u);
  EXPECT_EQ(shell.commands()[0].input->value.text, "SELECT $1 _$X\n");
  EXPECT_TRUE(shell.commands()[0].input->expands);
  EXPECT_EQ(shell.commands()[1].input->value.text, "SELECT 2");
  EXPECT_EQ(shell.commands()[2].file->value.text, "/sql/3.sql");
  EXPECT_EQ(shell.commands()[4].piped, 3u);
  EXPECT_EQ(output_of(shell.commands()[3])->value.text, "SELECT 4");
}

TEST(Shell, ReadsEachHereDocumentOfALine) {
  const Shell shell("cat <<A; cat <<-'B'\none\nA\n\ttwo $x\n\tB\nend");
  ASSERT_EQ(shell.commands().size(), 3u);
  EXPECT_EQ(shell.commands()[0].input->value.text, "one\n");
  EXPECT_EQ(shell.commands()[1].input->value.text, "two $x\n");
  EXPECT_THAT(shell.lines(), ElementsAre("cat", "cat", "end"));
}

TEST(Shell, GivesAHereDocumentToWhatHasNoWords) {
  const Shell shell("a | <<E\nb\nE\n");
  ASSERT_EQ(shell.commands().size(), 2u);
  EXPECT_FALSE(shell.commands()[0].input);
  EXPECT_EQ(shell.commands()[1].input->value.text, "b\n");
}

TEST(Shell, PutsInVariablesOfKnownValue) {
  EXPECT_THAT(Shell("SQL='DROP TABLE a'\npsql -c \"$SQL\"").lines(), ElementsAre("psql|-c|DROP TABLE a"));
  EXPECT_THAT(Shell("export SQL='b' ; psql -c ${SQL} \"x $SQL\"").lines(), ElementsAre("export", "psql|-c|b|x b"));
  EXPECT_THAT(Shell("SQL=a; SQL=$(date); psql -c $SQL").lines(), ElementsAre("date", "psql|-c|_$SQL"));
  std::string doubling = "A=aaaaaaaaaaaaaaaa\n";
  for (int i = 0; i < 60; ++i) doubling += "A=$A$A\n";
  EXPECT_LT(Shell(doubling + "echo $A").lines().back().size(), 2u * 1024 * 1024);
  const yaml::Node value = yaml::Node::scalar("DROP TABLE c");
  EXPECT_THAT(Shell("psql -c \"$SQL\"", {{"SQL", EmbeddedText::whole(value)}}).lines(), ElementsAre("psql|-c|DROP TABLE c"));
}

TEST(Shell, KnowsWhereTextComesFrom) {
  const Shell shell("psql -c \"ALTER TABLE \\\"users\\\" DROP COLUMN login\"");
  const EmbeddedText& sql = shell.commands()[0].words[2].value;
  EXPECT_EQ(sql.text, "ALTER TABLE \"users\" DROP COLUMN login");
  EXPECT_EQ(shell.origin(sql, "users"), "users");
  EXPECT_EQ(shell.origin(sql, "DROP COLUMN"), "DROP COLUMN");
}

TEST(Shell, TakesWhateverIsBroken) {
  for (const char* script :
       {"'", "\"", "\\", "$(", "`", "${", "<<", "<<EOF", "<<<", "a |", "$((1", "<(", "a <<E\n$(b <<F\n", "a | <<E\nb\nE\n"})
    EXPECT_NO_THROW(Shell{script}) << script;
  std::mt19937 random(7);
  for (int round = 0; round < 3'000; ++round) {
    std::string script;
    for (int i = 0; i < 60; ++i) script += "'\"\\$(){}`<>|&;#\n\t-=EOFa "[random() % 25];
    EXPECT_NO_THROW(Shell{script}) << script;
  }
  std::string nested;
  for (int i = 0; i < 10'000; ++i) nested += "$(a ";
  EXPECT_NO_THROW(Shell{nested});
  EXPECT_THAT(Shell("").lines(), IsEmpty());
}

}  // namespace
}  // namespace safeops
